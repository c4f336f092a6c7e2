// Made from kb/secrets by kb.secrets.browser: change it there. A test says whether the two are the same.
export const SHAPES = [
  ["aws", "AKIA", "(?<![A-Za-z0-9_])AKIA[A-Z0-9]{16}(?![A-Za-z0-9_])"],
  ["aws", "ASIA", "(?<![A-Za-z0-9_])ASIA[A-Z0-9]{16}(?![A-Za-z0-9_])"],
  ["github", "gh", "(?<![A-Za-z0-9_])gh[pousr]_[A-Za-z0-9]{20,255}(?![A-Za-z0-9_])"],
  ["github", "github_pat_", "(?<![A-Za-z0-9_])github_pat_[\\p{L}\\p{N}_]{20,255}(?![A-Za-z0-9_])"],
  ["gitlab", "glpat-", "(?<![A-Za-z0-9_])glpat-[\\p{L}\\p{N}_\\-]{20,255}(?![A-Za-z0-9_])"],
  ["stripe", "_live_", "(?<![A-Za-z0-9_])[sr]k_live_[A-Za-z0-9]{10,255}(?![A-Za-z0-9_])"],
  ["stripe", "_test_", "(?<![A-Za-z0-9_])[sr]k_test_[A-Za-z0-9]{10,255}(?![A-Za-z0-9_])"],
  ["stripe", "whsec_", "(?<![A-Za-z0-9_])whsec_[A-Za-z0-9+/=]{20,255}(?![A-Za-z0-9_])"],
  ["slack", "xox", "(?<![A-Za-z0-9_])xox[abeoprs]-[\\p{L}\\p{N}_\\-]{10,255}(?![A-Za-z0-9_])"],
  ["slack", "xapp-", "(?<![A-Za-z0-9_])xapp-[\\p{L}\\p{N}_\\-]{10,255}(?![A-Za-z0-9_])"],
  ["slack", "hooks.slack.com", "(?<![A-Za-z0-9_])https://hooks\\.slack\\.com/(?:services|workflows|triggers)/[\\p{L}\\p{N}_/\\-]{10,255}(?![A-Za-z0-9_])"],
  ["discord", "/api/webhooks/", "(?<![A-Za-z0-9_])https://discord(?:app)?\\.com/api/webhooks/\\p{Nd}{5,30}/[\\p{L}\\p{N}_\\-]{20,255}(?![A-Za-z0-9_])"],
  ["teams", "webhook.office.com", "(?<![A-Za-z0-9_])https://[\\p{L}\\p{N}_.\\-]{1,80}\\.webhook\\.office\\.com/[\\p{L}\\p{N}_@/\\-]{20,255}(?![A-Za-z0-9_])"],
  ["google", "AIza", "(?<![A-Za-z0-9_])AIza[\\p{L}\\p{N}_\\-]{35}(?![A-Za-z0-9_])"],
  ["google", "GOCSPX-", "(?<![A-Za-z0-9_])GOCSPX-[\\p{L}\\p{N}_\\-]{20,255}(?![A-Za-z0-9_])"],
  ["google", "ya29.", "(?<![A-Za-z0-9_])ya29\\.[\\p{L}\\p{N}_\\-]{20,1000}(?![A-Za-z0-9_])"],
  ["jwt", "eyJ", "(?<![A-Za-z0-9_])eyJ[\\p{L}\\p{N}_\\-]{5,2000}\\.eyJ[\\p{L}\\p{N}_\\-]{2,4000}\\.[\\p{L}\\p{N}_\\-]{0,1000}(?![A-Za-z0-9_])"],
  ["npm", "npm_", "(?<![A-Za-z0-9_])npm_[A-Za-z0-9]{30,255}(?![A-Za-z0-9_])"],
  ["pypi", "pypi-Ag", "(?<![A-Za-z0-9_])pypi-Ag[\\p{L}\\p{N}_\\-]{50,1000}(?![A-Za-z0-9_])"],
  ["sendgrid", "SG.", "(?<![A-Za-z0-9_])SG\\.[\\p{L}\\p{N}_\\-]{16,64}\\.[\\p{L}\\p{N}_\\-]{16,128}(?![A-Za-z0-9_])"],
  ["mailgun", "key-", "(?<![A-Za-z0-9_])key-[0-9a-f]{32}(?![A-Za-z0-9_])"],
  ["mailchimp", "-us", "(?<![A-Za-z0-9_])[0-9a-f]{32}-us\\p{Nd}{1,2}(?![A-Za-z0-9_])"],
  ["brevo", "xkeysib-", "(?<![A-Za-z0-9_])xkeysib-[0-9a-f]{32,80}-[\\p{L}\\p{N}_\\-]{8,40}(?![A-Za-z0-9_])"],
  ["openai", "sk-", "(?<![A-Za-z0-9_])sk-(?:proj-|ant-|svcacct-)?[\\p{L}\\p{N}_\\-]{20,255}(?![A-Za-z0-9_])"],
  ["twilio", "SK", "(?<![A-Za-z0-9_])SK[0-9a-f]{32}(?![A-Za-z0-9_])"],
  ["telegram", ":AA", "(?<![A-Za-z0-9_])\\p{Nd}{8,11}:AA[\\p{L}\\p{N}_\\-]{32,34}(?![A-Za-z0-9_])"],
  ["shopify", "shp", "(?<![A-Za-z0-9_])shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}(?![A-Za-z0-9_])"],
  ["digitalocean", "_v1_", "(?<![A-Za-z0-9_])do[opr]_v1_[0-9a-f]{64}(?![A-Za-z0-9_])"],
  ["huggingface", "hf_", "(?<![A-Za-z0-9_])hf_[A-Za-z0-9]{30,255}(?![A-Za-z0-9_])"],
  ["atlassian", "ATATT3", "(?<![A-Za-z0-9_])ATATT3[\\p{L}\\p{N}_\\-=]{20,400}(?![A-Za-z0-9_])"],
  ["vault", "hvs.", "(?<![A-Za-z0-9_])hvs\\.[\\p{L}\\p{N}_\\-]{20,255}(?![A-Za-z0-9_])"],
  ["notion", "ntn_", "(?<![A-Za-z0-9_])ntn_[A-Za-z0-9]{30,100}(?![A-Za-z0-9_])"],
  ["linear", "lin_api_", "(?<![A-Za-z0-9_])lin_api_[A-Za-z0-9]{30,100}(?![A-Za-z0-9_])"],
  ["square", "sq0", "(?<![A-Za-z0-9_])sq0(?:atp|csp|idp)-[\\p{L}\\p{N}_\\-]{20,100}(?![A-Za-z0-9_])"],
  ["azure", "AccountKey=", "(?<![A-Za-z0-9_])AccountKey=[A-Za-z0-9+/]{40,100}={0,2}(?![A-Za-z0-9_])"],
];
export const AUTHORIZATION = "(?:(?<![\\p{L}\\p{N}_])(?=[\\p{L}\\p{N}_])|(?<=[\\p{L}\\p{N}_])(?![\\p{L}\\p{N}_]))(?:Bearer|Basic)[ ]{1,3}([A-Za-z0-9+/_\\-.~]{16,2000}={0,2})";
export const URL_LOGIN = "(?<=://)[^\\s/:@\"'<>]{0,100}:([^\\s/@\"'<>]{2,200})@(?=[\\p{L}\\p{N}_\\[])";
export const PLACEHOLDER = "[*•●xX.\\-_#]+|[<\\[{(].*|\\$(?:[a-z_]+(?:[^\\p{L}\\p{N}_!#*?+=].*)?|[{(].*)?|%(?:[\\p{L}\\p{N}_]*%.*|[a-z])?|pass(?:word|wd)?|pwd|mdp|motdepasse|secret|token";
export const DIGITS = "(?<![\\p{L}\\p{N}_.,/\\-])(?<!\\p{Nd} )\\p{Nd}(?:[ \\-\\u00a0\\u202f]?\\p{Nd}){13,22}(?![\\p{L}\\p{N}_\\-])";
export const IBAN = "(?<![A-Za-z0-9])[A-Za-z]{2}\\p{Nd}{2}(?:[ \\u00a0\\u202f\\-]?[A-Za-z0-9]){11,40}";
export const IBAN_LENGTHS = {"AD": 24, "AE": 23, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DZ": 26, "EE": 20, "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GI": 23, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27, "LB": 28, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MA": 28, "MC": 27, "MR": 27, "MT": 31, "MU": 30, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TN": 24, "TR": 26, "UA": 29};
export const TOLD = "(?<![a-zà-ÿ])(?:mots?[ _\\-]{0,2}(?:d[ ]?e?[ _\\-]{0,2})?pass?s?e?s?(?![a-z])|(?:le|mon)?mdp|m\\.d\\.p\\.?|pass[ _\\-]?(?:word|wort|phrase|code)s?|passwd|passwrd|pasword|passowrd|pword|pswd|pwd|psw|pw|mdps|phrase[ ](?:de[ ]passe|secr[èe]te)|code[ ](?:d[’']acc[èe]s|confidentiel|perso(?:nnel)?|wi-?fi)|(?:cl[ée]f?|code)[ ](?:de[ ](?:s[ée]curit[ée][ ])?|du[ ])?(?:wi-?fi|wpa2?|wep)|wi-?fi[ ](?:key|code)|db_?pass|pgpassword|_pass|pass|(?:question[ ]secr[èe]te|security[ ]question|secret[ ]question|security[ ]answer|r[ée]ponse[ ]secr[èe]te))(?![a-zà-ÿ])[\"'’»”\\])]{0,3}[ \\t\\u00a0\\u202f]{0,4}(?:(?:=>|->|→|:=|[:=])[ \\t\\u00a0\\u202f]{0,4}|(?:est|is|c'est|c’est)[ ])(?<value>[^\\s\"'’“”«»(),;]{5,60})";
export const COMMON = "v?\\p{Nd}{1,4}(?:[.\\-_/:h]\\p{Nd}{1,4}){1,5}[a-z]{0,3}\\p{Nd}{0,3}|(?:sha|md|rfc|aes|utf|iso|tls|ssl|http|ipv|php|win|windows|office|chrome|firefox|edge|safari|opera|outlook|thunderbird|excel|word|server|ios|ipados|iphone|ipad|android|macos|ubuntu|debian|fedora|galaxy|pixel|java|jdk|node|microsoft|google|erreur|error|err|http|exchange|sqlserver|postgres|postgresql|mariadb|python|mysql|ps|v|kb|rev|e|s)-?\\p{Nd}{1,5}|\\p{Nd}{1,6}(?:px|ms|s|h|min|mo|ko|go|mb|kb|gb|%|€|e|er|ère|ème|e?me|nd|rd|st|th|x|j|fois|bits?|-?(?:digit|char)s?)|[\\p{L}\\p{N}_\\-]{1,80}\\.(?:png|jpe?g|gif|pdf|docx?|xlsx?|txt|log|csv|zip|xml|json|php|html?|ini|cfg|conf|exe|msi|js|py|sql|css|scss|ts|tsx|vue|java|jar|class|rb|go|rs|cs|cpp|c|h|hpp|md|rst|ya?ml|toml|lock|sh|bat|ps1|dll|so|bak|gz|tar|7z|\\p{Nd}|com|fr|net|org|be|ch|io|eu|example|test|local)(?:[/?:].*)?|(?:2fa|mfa|oauth2?|o365|m365|s3|k8s|i18n|wpa2?|wi-?fi)";
export const LABELLED = "(?<![a-zà-ÿ])(?:mots?[ _\\-]{0,2}(?:d[ ]?e?[ _\\-]{0,2})?pass?s?e?s?(?![a-z])|(?:le|mon)?mdp|m\\.d\\.p\\.?|pass[ _\\-]?(?:word|wort|phrase|code)s?|passwd|passwrd|pasword|passowrd|pword|pswd|pwd|psw|pw|mdps|phrase[ ](?:de[ ]passe|secr[èe]te)|code[ ](?:d[’']acc[èe]s|confidentiel|perso(?:nnel)?|wi-?fi)|(?:cl[ée]f?|code)[ ](?:de[ ](?:s[ée]curit[ée][ ])?|du[ ])?(?:wi-?fi|wpa2?|wep)|wi-?fi[ ](?:key|code)|db_?pass|pgpassword|_pass|pass|(?:question[ ]secr[èe]te|security[ ]question|secret[ ]question|security[ ]answer|r[ée]ponse[ ]secr[èe]te)|(?:api|access|private|secret|account|auth|client|encryption|signing|shared)[ _\\-]{0,2}(?:key|secret|token)(?:[ _\\-]?id)?|apikey|secret[ _\\-]access[ _\\-]key|(?:security|network)[ _\\-]key|cl[ée]f?s?[ ](?:d[’'][ ]?)?(?:api|acc[èe]s|secr[èe]te|priv[ée]e|r[ée]seau|de[ ](?:chiffrement|s[ée]curit[ée](?:[ ]r[ée]seau)?(?![ ](?:wi-?fi|wpa|wep))))|(?:code|cl[ée]|key)s?[ ](?:de[ ])?(?:r[ée]cup[ée]ration|secours|recovery|backup)|(?:recovery|backup)[ ](?:code|key)s?|(?:jeton|token)[ ](?:d[’'](?:api|acc[èe]s|authentification)|api)|jeton|token|secret|bearer)(?![a-zà-ÿ])[^\\n:=]{0,24}?(?:=>|:=|[:=])[ \\t\\u00a0\\u202f]{0,4}(?<value>[^\\s\"'’“”«»(),;]{4,200})";
export const RANDOM = "[A-Za-z0-9_+=\\-]{24,4000}";
