import re
import stat
from pathlib import Path

import pytest
import yaml

from kb.errors import SettingsError
from submit.settings import SmtpSecurity, SmtpSettings, read_settings

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "settings.yml").read_text(encoding="utf-8"))
HOUSE = Path(__file__).parents[2]


def test_settings_without_any_variable_have_defaults(tmp_path: Path) -> None:
    settings = read_settings({}, root=tmp_path)
    assert settings.root == tmp_path
    assert settings.var == tmp_path / "var"
    assert (settings.host, settings.port, settings.base_url) == ("127.0.0.1", 8000, "http://127.0.0.1:8000")
    assert (settings.trusted_hosts, settings.proxies, settings.threads) == ((), 0, 8)
    assert settings.database_url == f"sqlite:///{tmp_path}/var/palier.db"
    assert settings.search_url == ""
    assert (settings.mail_from, settings.mailbox, settings.smtp) == ("support@localhost", "", None)
    assert settings.uploads == tmp_path / "var" / "uploads"
    assert settings.attachments == tmp_path / "var" / "attachments"
    assert settings.outbox == tmp_path / "var" / "outbox"
    assert (settings.customer_key, settings.embed_origins) == (b"", ())
    assert (settings.tickets_per_hour, settings.outcomes_per_hour) == (20, 240)


def test_settings_with_every_variable_take_each(tmp_path: Path) -> None:
    settings = read_settings(
        {
            "PALIER_ROOT": str(tmp_path / "centre"),
            "PALIER_VAR": str(tmp_path / "data"),
            "PALIER_HOST": "0.0.0.0",
            "PALIER_PORT": "9000",
            "PALIER_BASE_URL": "https://help.example.org/",
            "PALIER_TRUSTED_HOSTS": "help.example.org, aide.example.org,",
            "PALIER_PROXIES": "1",
            "PALIER_THREADS": "16",
            "PALIER_DATABASE_URL": "sqlite:///elsewhere.db",
            "PALIER_SEARCH_URL": "postgresql+psycopg://palier@db.example.org/palier",
            "PALIER_SECRET_KEY": "a key that outlives the machine",
            "PALIER_MAIL_FROM": "aide@example.org",
            "PALIER_MAILBOX": "team@example.org",
            "PALIER_SMTP_HOST": "mail.example.org",
            "PALIER_SMTP_PORT": "465",
            "PALIER_SMTP_USER": "palier",
            "PALIER_SMTP_PASSWORD": "hush",
            "PALIER_SMTP_SECURITY": "tls",
            "PALIER_CUSTOMER_KEY": "a key of the product, 32 letters at least",
            "PALIER_EMBED_ORIGINS": "https://app.example.org/, http://127.0.0.1:9001",
            "PALIER_TICKETS_PER_HOUR": "0",
            "PALIER_OUTCOMES_PER_HOUR": "30",
        }
    )
    assert (settings.root, settings.var) == (tmp_path / "centre", tmp_path / "data")
    assert (settings.host, settings.port, settings.base_url) == ("0.0.0.0", 9000, "https://help.example.org")
    assert settings.trusted_hosts == ("help.example.org", "aide.example.org")
    assert (settings.proxies, settings.threads) == (1, 16)
    assert settings.database_url == "sqlite:///elsewhere.db"
    assert settings.search_url == "postgresql+psycopg://palier@db.example.org/palier"
    assert settings.secret_key == b"a key that outlives the machine"
    assert (settings.mail_from, settings.mailbox) == ("aide@example.org", "team@example.org")
    assert settings.smtp == SmtpSettings("mail.example.org", 465, "palier", "hush", SmtpSecurity.TLS)
    assert settings.customer_key == b"a key of the product, 32 letters at least"
    assert settings.embed_origins == ("https://app.example.org", "http://127.0.0.1:9001")
    assert (settings.tickets_per_hour, settings.outcomes_per_hour) == (0, 30)


@pytest.mark.parametrize("case", CASES["refused"], ids=lambda case: case["why"])
def test_settings_with_a_value_that_cannot_be_used_name_the_variable(
    case: dict[str, dict[str, str]], tmp_path: Path
) -> None:
    with pytest.raises(SettingsError) as fault:
        read_settings(case["set"], root=tmp_path)
    assert str(fault.value).partition(":")[0] == case["named"]


@pytest.mark.parametrize("case", CASES["sender"], ids=lambda case: case["why"])
def test_sender_by_default_is_support_at_the_public_host(case: dict[str, str], tmp_path: Path) -> None:
    assert read_settings({"PALIER_BASE_URL": case["base_url"]}, root=tmp_path).mail_from == case["sender"]


def test_settings_given_by_the_command_go_before_their_variables(tmp_path: Path) -> None:
    settings = read_settings({"PALIER_ROOT": "/elsewhere", "PALIER_PORT": "9000"}, root=tmp_path, port=9001)
    assert (settings.root, settings.port, settings.base_url) == (tmp_path, 9001, "http://127.0.0.1:9001")


def test_secret_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    first = read_settings({}, root=tmp_path).secret_key
    assert len(first) == 64
    assert stat.S_IMODE((tmp_path / "var" / "secret.key").stat().st_mode) == 0o600
    assert read_settings({}, root=tmp_path).secret_key == first
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["secret.key"]


def test_secret_key_of_two_installations_differs(tmp_path: Path) -> None:
    keys = {read_settings({}, root=tmp_path / name).secret_key for name in ("one", "two")}
    assert len(keys) == 2


@pytest.mark.parametrize("page", ["configure.md", "configure.en.md"])
def test_manual_lists_exactly_the_variables_that_are_read(page: str) -> None:
    code = (HOUSE / "submit" / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r'"(PALIER_[A-Z_]+)"', code))
    manual = (HOUSE / "docs" / "articles" / "operating" / page).read_text(encoding="utf-8")
    listed = re.findall(r"^\| `(PALIER_[A-Z_]+)` \|", manual, flags=re.MULTILINE)
    assert sorted(listed) == sorted(read)
    assert len(read) == 22
