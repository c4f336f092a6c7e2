from typing import Any

from kb.support import Support
from submit.draft import Attachment, Draft
from submit.gate.attachments import ALLOWED, check

from .reading import told


def test_attachments(case: dict[str, Any], support: Support) -> None:
    files = [*case["files"] * case.get("times", 1)]
    assert told(check(Draft(attachments=files), support), case) == case.get("refusals", [])


def test_every_allowed_type_is_taken(support: Support) -> None:
    files = tuple(Attachment(name=f"a{e[0]}", size=1, media_type=t) for t, e in list(ALLOWED.items())[:10])
    assert check(Draft(attachments=files), support) == []
