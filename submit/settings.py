"""Settings: machine facts and secrets from `PALIER_*` variables, read once at start.

Facts of the domain are in `support.yml`, looks in `mkdocs.yml`; nothing stands in two places. The manual's table
(docs/articles/operating/configure.md) lists every variable; a test compares the two.
"""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from kb.errors import SettingsError

DEFAULT_PORT = 8000
# The same server under its two names, so that it can be written as PALIER_DATABASE_URL is.
_SEARCH_DRIVERS = ("postgresql", "postgresql+psycopg")
# HMAC-SHA-256 wants a key as long as what it makes (RFC 7518, 3.2).
_SHORTEST_KEY = 32
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.\-\[\]:]{1,260}")


class SmtpSecurity(StrEnum):
    """How the connection to the mail server is protected."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """Where mail is handed over."""

    host: str
    port: int
    user: str
    password: str
    security: SmtpSecurity


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that differs from machine to machine. `smtp` is None when mail is written to the outbox folder."""

    root: Path
    var: Path
    host: str
    port: int
    base_url: str
    trusted_hosts: tuple[str, ...]
    proxies: int
    threads: int
    database_url: str
    search_url: str
    secret_key: bytes
    mail_from: str
    mailbox: str
    smtp: SmtpSettings | None
    customer_key: bytes
    embed_origins: tuple[str, ...]
    tickets_per_hour: int
    outcomes_per_hour: int

    @property
    def uploads(self) -> Path:
        """Files of drafts that are not accepted yet."""
        return self.var / "uploads"

    @property
    def attachments(self) -> Path:
        """Files of accepted tickets."""
        return self.var / "attachments"

    @property
    def outbox(self) -> Path:
        """Where mails lie as `.eml` files when there is no mail server."""
        return self.var / "outbox"


def read_settings(
    environment: Mapping[str, str] | None = None, *, root: Path | None = None, port: int | None = None
) -> Settings:
    """The settings, with defaults for everything; `root` and `port` go before their variables.

    Raises `SettingsError` naming the variable, fault and cure.
    """
    env = dict(os.environ if environment is None else environment)
    if port is not None:
        env["PALIER_PORT"] = str(port)
    root = (root or Path(env.get("PALIER_ROOT", "."))).resolve()
    var = Path(env.get("PALIER_VAR", str(root / "var"))).resolve()
    port = _number(env, "PALIER_PORT", DEFAULT_PORT, 1, 65535)
    base_url = _base_url(env, port)
    return Settings(
        root=root,
        var=var,
        host=env.get("PALIER_HOST", "127.0.0.1"),
        port=port,
        base_url=base_url,
        trusted_hosts=tuple(host.strip() for host in env.get("PALIER_TRUSTED_HOSTS", "").split(",") if host.strip()),
        proxies=_number(env, "PALIER_PROXIES", 0, 0, 10),
        threads=_number(env, "PALIER_THREADS", 8, 1, 256),
        database_url=_database_url(env, var),
        search_url=_search_url(env),
        secret_key=_secret_key(env, var),
        mail_from=_address(env, "PALIER_MAIL_FROM") or _default_sender(base_url),
        mailbox=_address(env, "PALIER_MAILBOX"),
        smtp=_smtp(env),
        customer_key=_customer_key(env),
        embed_origins=_embed_origins(env),
        tickets_per_hour=_number(env, "PALIER_TICKETS_PER_HOUR", 20, 0, 100_000),
        outcomes_per_hour=_number(env, "PALIER_OUTCOMES_PER_HOUR", 240, 0, 100_000),
    )


def _number(env: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    text = env.get(name, str(default))
    if not text.isdecimal() or not least <= int(text) <= most:
        raise SettingsError(f"{name}: “{text}” is not a number from {least} to {most}")
    return int(text)


def _base_url(env: Mapping[str, str], port: int) -> str:
    url = env.get("PALIER_BASE_URL", f"http://127.0.0.1:{port}").rstrip("/")
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:  # a bracket that never closes, a port that is no number
        usable = False
    if not usable or parts.query or parts.fragment:
        raise SettingsError(f"PALIER_BASE_URL: “{url}” is not an address; write https://help.example.org")
    return url


def _database_url(env: Mapping[str, str], var: Path) -> str:
    url = env.get("PALIER_DATABASE_URL", f"sqlite:///{var / 'palier.db'}")
    try:
        make_url(url)
    except ArgumentError as error:
        # Not quoted: it may hold a password.
        raise SettingsError("PALIER_DATABASE_URL: not a database; write sqlite:////srv/palier.db") from error
    return url


def _search_url(env: Mapping[str, str]) -> str:
    """Where the search index is kept; empty for a folder of the build."""
    url = env.get("PALIER_SEARCH_URL", "")
    try:
        usable = not url or make_url(url).drivername in _SEARCH_DRIVERS
    except (ArgumentError, ValueError):
        usable = False
    if not usable:
        # Not quoted: it may hold a password.
        raise SettingsError(
            "PALIER_SEARCH_URL: not a PostgreSQL; write postgresql+psycopg://palier@db.example.org/palier"
        )
    return url


def _address(env: Mapping[str, str], name: str) -> str:
    """The mail address of a variable, empty when not set. A wrong one would break the first mail, not the start."""
    text = env.get(name, "")
    try:
        usable = not text or Address(addr_spec=text).domain != ""
    except (MessageError, ValueError, IndexError):
        usable = False
    if not usable:
        raise SettingsError(f"{name}: “{text}” is not one mail address; write support@example.org")
    return text


def _default_sender(base_url: str) -> str:
    """An address at the public host; a bare IP number makes no mail domain."""
    host = urlsplit(base_url).hostname or "localhost"
    try:
        ip_address(host)
    except ValueError:
        return f"support@{host}"
    return "support@localhost"


def _smtp(env: Mapping[str, str]) -> SmtpSettings | None:
    host = env.get("PALIER_SMTP_HOST", "")
    if not host:
        return None
    security = env.get("PALIER_SMTP_SECURITY", SmtpSecurity.STARTTLS)
    if security not in list(SmtpSecurity):
        raise SettingsError(f"PALIER_SMTP_SECURITY: “{security}” is not one of {', '.join(SmtpSecurity)}")
    return SmtpSettings(
        host=host,
        port=_number(env, "PALIER_SMTP_PORT", 587, 1, 65535),
        user=env.get("PALIER_SMTP_USER", ""),
        password=env.get("PALIER_SMTP_PASSWORD", ""),
        security=SmtpSecurity(security),
    )


def _customer_key(env: Mapping[str, str]) -> bytes:
    """The key that a product signs its customers' tokens with; empty when none does."""
    key = env.get("PALIER_CUSTOMER_KEY", "").encode()
    if key and len(key) < _SHORTEST_KEY:
        # Not quoted: it is a secret.
        raise SettingsError(f"PALIER_CUSTOMER_KEY: shorter than {_SHORTEST_KEY} characters; write 64 random ones")
    return key


def _embed_origins(env: Mapping[str, str]) -> tuple[str, ...]:
    """The sites that may show the launcher's panel: scheme, host and port of each."""
    origins = tuple(one.strip().rstrip("/") for one in env.get("PALIER_EMBED_ORIGINS", "").split(",") if one.strip())
    for origin in origins:
        try:
            parts = urlsplit(origin)
            usable = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
        except ValueError:
            usable = False
        # It goes into a header as it is: nothing but what an origin is made of.
        if not usable or not _ORIGIN.fullmatch(origin):
            raise SettingsError(f"PALIER_EMBED_ORIGINS: “{origin}” is not an origin; write https://app.example.org")
    return origins


def _secret_key(env: Mapping[str, str], var: Path) -> bytes:
    """The key from the environment, else the one that was made here once.

    Tracking links are derived from it, so it must outlive every restart.
    """
    given = env.get("PALIER_SECRET_KEY", "")
    if given:
        return given.encode()
    path = var / "secret.key"
    if not path.exists():
        var.mkdir(parents=True, exist_ok=True)
        fresh = var / f".secret.key.{secrets.token_hex(4)}"
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_hex(32), encoding="ascii")
        try:
            # A link fails when another process was first; its key is then the one that counts.
            path.hardlink_to(fresh)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text(encoding="ascii").strip().encode()
