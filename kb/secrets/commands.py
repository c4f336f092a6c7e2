"""Passwords that programs are given: on a command line, in a call, in SQL, in a cookie or in the query of an address.

What gives them away is no word beside them but their place: what follows `sshpass -p`, what stands second in
`auth=("web", "…")`. Limits: prose-like, as `kb.secrets.labels`; an option and its value are read on one line only.
"""

import re
from collections.abc import Iterator

from kb.secrets.formats import SecretSpan, is_placeholder
from kb.secrets.reading import Reading
from kb.secrets.values import is_mixed, is_reference
from kb.vocabulary import words

_QUOTED = r"(?:\"(?P<double>[^\"\n]{2,100})\"|'(?P<single>[^'\n]{2,100})')"
_VALUE = rf"(?:{_QUOTED}|(?P<bare>[^\s\"'|;<>,]{{2,100}}))"
_LOGIN = r"[\"']?[^\s:%,\"']{1,80}[:%,](?P<bare>[^\s\"'|;<>]{2,100})"


def _option(pattern: str, value: str = _VALUE) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S){pattern}{value}")


# Programs, and how they are given a password.
_PROGRAMS = (
    (
        words("curl wget http https xh smbclient smbmap lftp rpcclient"),
        _option(r"(?:-u|-U|-a|--user|--auth)[ =]?", _LOGIN),
    ),
    (words("mysql mysqldump mysqladmin mysqlimport mysqlcheck mariadb mariadb-dump"), _option(r"-p(?=\S)")),
    (words("sshpass"), _option(r"-p[ ]?")),
    (words("redis-cli"), _option(r"(?:-a|--pass)[ ]")),
    (words("sqlcmd osql bcp unzip zip mosquitto_pub mosquitto_sub"), _option(r"-P[ ]?")),
    (words("plink pscp psftp putty"), _option(r"-pw[ ]")),
    (words("docker podman helm oc az mongo mongosh mongodump mongorestore influx"), _option(r"-p[ ]")),
    (words("7z 7za rar unrar"), _option(r"-p(?=\S)")),
    (words("openssl"), _option(r"pass:")),
    (words("keytool jarsigner"), _option(r"-(?:store|key)pass[ ]")),
    (words("ldapsearch ldapmodify ldapadd"), _option(r"-w[ ]")),
    (words("xfreerdp wfreerdp"), _option(r"/p:")),
    (words("htpasswd"), _option(r"-[a-zA-Z]{0,6}b[a-zA-Z]{0,6}[ ]\S{1,200}[ ]\S{1,80}[ ]")),
    (words("net"), _option(r"/u(?:ser)?:\S{1,80}[ ](?![/*])")),
    (words("net"), _option(r"\\\\\S{1,200}[ ]", r"(?P<bare>[^\s/*\\]\S{1,100})(?=[ ]/u(?:ser)?:)")),
)
_OPTION_SIGNS = (
    *(" -u", " -p", " -a", " -w", " --user", " --auth", " --pass", " -storepass", " -keypass", "htpasswd"),
    *("/u:", "/user:", "pass:", "/p:"),
)
_PROGRAM = re.compile(r"(?<![\w\-./])(?:[\w./\\:\-]{0,80}[/\\])?([\w\-]{2,20})(?:\.exe)?(?=[ ])")
_LONG_OPTION = re.compile(
    rf"(?<!\S)--?(?:[a-z0-9]{{1,20}}-){{0,3}}(?:password|passwd|passphrase|pass|pwd|pw)[ =](?!-){_VALUE}", re.IGNORECASE
)
_ARGUMENT = r"(?:\"[^\"\n]{0,200}\"|'[^'\n]{0,200}'|\$?[\w.>\-]{1,60})[ ]{0,2},[ ]{0,2}"
# What else hands over a password, and of which words one, and one more, are on every such line.
_HANDED_OVER = (
    (
        ("pdo", "mysqli", "_connect", "getconnection", "imap_open", "ftp_login", "ldap_bind", "ssh2_auth"),
        ("(",),
        re.compile(
            r"(?<!\w)(?:PDO|mysqli|mysqli_connect|mysql_connect|odbc_connect|getConnection|imap_open|ftp_login|"
            rf"ldap_bind|ssh2_auth_password)[ ]?\([ ]{{0,2}}(?:{_ARGUMENT}){{2}}{_QUOTED}",
            re.IGNORECASE,
        ),
    ),
    (
        ("auth", "login", "credential", "sign"),
        ("(",),
        re.compile(
            r"(?<!\w)(?:HTTPBasicAuth|NetworkCredential|PasswordAuthentication|UsernamePasswordCredentials|"
            rf"basicAuth|auth|login|authenticate|sign_?in)[ ]?=?[ ]?\([ ]{{0,2}}{_ARGUMENT}{_QUOTED}",
            re.IGNORECASE,
        ),
    ),
    (
        ("identified ", "with password", "encrypted password", "set password"),
        ("'", '"'),
        re.compile(
            r"\b(?:identified[ ](?:with[ ]\S{1,60}[ ])?by|(?:with|encrypted)[ ]password|set[ ]password"
            rf"(?:[ ]for[ ]\S{{1,80}})?)[ ]?=?[ ]?(?:password\()?{_QUOTED}",
            re.IGNORECASE,
        ),
    ),
    (
        ("sess", "sid="),
        ("sid=", "sessid=", "sessionid=", "session_id=", "_session="),
        re.compile(
            r"(?<![A-Za-z0-9])(?:PHPSESSID|JSESSIONID|ASP\.NET_SessionId|connect\.sid|session_?id|sessid|"
            r"laravel_session|sid)=(?P<key>[\w.%+\-|]{16,400})",
            re.IGNORECASE,
        ),
    ),
    (
        ("?", "&"),
        ("token=", "sig=", "signature=", "auth=", "key=", "secret=", "code=", "ticket=", "sid=", "otp=", "jwt="),
        re.compile(
            r"[?&](?:[a-z_\-]{0,20}(?:token|sig|signature|auth|key|secret)|code|ticket|sid|otp|jwt)="
            r"(?P<key>[\w.%+\-~]{14,1000})",
            re.IGNORECASE,
        ),
    ),
    (
        ("authorization",),
        (":", "="),
        re.compile(
            r"\bauthorization[\"']?[ ]?[:=][ ]?[\"']?(?:(?:token|apikey|api-key|key)[ ](?:token=)?)?[\"']?"
            r"(?P<key>[\w.+/=\-]{12,400})",
            re.IGNORECASE,
        ),
    ),
    (
        ("machine ", "default "),
        (" password ",),
        re.compile(
            r"\b(?:machine[ ]\S{1,100}|default)[ ]login[ ]\S{1,80}[ ]password[ ](?P<bare>\S{2,100})", re.IGNORECASE
        ),
    ),
    (
        (":5432:", ":3306:", ":5433:", ":*:"),
        ("",),
        re.compile(r"^[\w.\-*]{1,80}:(?:\d{2,5}|\*):[\w\-*]{1,60}:[\w\-*]{1,60}:(?P<bare>\S{2,100})$", re.MULTILINE),
    ),
)
# `docker run -p 8080:80`
_PORTS = re.compile(r"[\d.]{0,20}\d:\d{1,5}(?:/\w{1,4})?")
_INSERT = re.compile(
    r"\binsert[ ]into[ ]\S{1,80}[ ]?\((?P<columns>[^()\n]{1,400})\)[ ]{0,4}"
    r"values[ ]{0,2}\((?P<values>[^()\n]{1,800})\)",
    re.IGNORECASE,
)
_PASSWORD_COLUMN = re.compile(r"pass|pwd|mdp", re.IGNORECASE)
_CELL = re.compile(r"'([^'\n]{0,200})'|([^,'\s][^,'\n]{0,200})")


def find_commands(reading: Reading) -> Iterator[SecretSpan]:
    """Every password that a command, a call or an address hands over; spans may overlap."""
    text = reading.text
    for start, end in _spans(reading):
        value = text[start:end]
        if not is_placeholder(value) and not is_reference(value) and _PORTS.fullmatch(value) is None:
            yield SecretSpan(start, end, "password", False)


def _spans(reading: Reading) -> Iterator[tuple[int, int]]:
    text = reading.text
    for start, end in reading.lines_with(_OPTION_SIGNS):
        yield from _in_command(text, start, end)
    for start, end in reading.lines_with(("pass ", "pass=", "password", "passwd", "passphrase", "-pwd", "-pw")):
        for found in _LONG_OPTION.finditer(text, start, end):
            if is_mixed(value := found[_part(found)]) or text[start:end].count(" -") > 1 or value.isdecimal():
                yield found.span(_part(found))
    for signs, also, shape in _HANDED_OVER:
        for start, end in reading.lines_with(signs, also):
            for found in shape.finditer(text, start, end):
                if found.lastgroup != "key" or _is_key(found["key"]):
                    yield found.span(_part(found))
    for start, end in reading.lines_with(("insert into",)):
        for found in _INSERT.finditer(text, start, end):
            yield from _inserted(found)


def _in_command(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The passwords of a line's programs, from the program's name on."""
    named = {found[1].casefold(): found.end() for found in reversed(list(_PROGRAM.finditer(text, start, end)))}
    for programs, option in _PROGRAMS:
        begin = min((named[name] for name in programs if name in named), default=end)
        for found in option.finditer(text, begin, end):
            yield found.span(_part(found))


def _inserted(found: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The values of the columns whose names say password."""
    cells = list(_CELL.finditer(found["values"]))
    for column, cell in zip(found["columns"].split(","), cells, strict=False):
        if _PASSWORD_COLUMN.search(column) and cell[1]:
            begin = found.start("values")
            yield begin + cell.start(1), begin + cell.end(1)


def _part(found: re.Match[str]) -> str:
    """The name of the group that holds the value."""
    return str(found.lastgroup)


def _is_key(value: str) -> bool:
    """Letters and digits through each other, as keys have and the words of an address do not."""
    letters = any(character.isalpha() for character in value)
    return letters and sum(character.isdigit() for character in value) > 1
