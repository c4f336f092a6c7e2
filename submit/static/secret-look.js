// What looks like a secret, for what a browser keeps: it errs towards taking out too much, because the server judges
// what is sent and this only what is remembered. Every pattern reads a text in one go.

const GONE = "[secret]";
const LABELLED =
  /((?:mots? de passe|mdp|passwords?|passwd|pwd|passphrase|secret|token|jeton|api[ _-]?key|cl[ée] d['’ ]?api|code pin)\b[^\n:=]{0,24}?(?:[:=]|\best\b|\bis\b)\s{0,3})(\S{4,200})/giu;
const VENDORS =
  /\b(?:[spr]k_(?:live|test)_\w{8,100}|AKIA[0-9A-Z]{16}|gh[pousr]_\w{20,100}|xox[abprs]-[\w-]{10,100}|eyJ[\w-]{10,2000}\.[\w.-]{10,2000})/g;
const PRIVATE_KEY = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^]*/g;
const IN_ADDRESS = /(:\/\/[^\s:@/]{1,100}:)[^\s@/]{1,100}(?=@)/g;
const IBAN = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}\b/g;
const DIGITS = /\b\d(?:[ -]?\d){12,18}\b/g;
const WORD = /[A-Za-z0-9_+=-]{24,}/g;

// The text without what looks like a secret; the very same text when there is nothing.
export function withoutSecrets(text) {
  return text
    .replace(PRIVATE_KEY, GONE)
    .replace(LABELLED, (_, label, value) => (value === GONE ? label + value : label + GONE))
    .replace(VENDORS, GONE)
    .replace(IN_ADDRESS, `$1${GONE}`)
    .replace(IBAN, GONE)
    .replace(DIGITS, (digits) => (isCard(digits) ? GONE : digits))
    .replace(WORD, (word) => (/\d/.test(word) && /[a-z]/.test(word) && /[A-Z]/.test(word) ? GONE : word));
}

// The check digit of payment cards (Luhn).
function isCard(written) {
  let sum = 0;
  const digits = written.replace(/\D/g, "");
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits.at(-1 - place)) * (place % 2 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}
