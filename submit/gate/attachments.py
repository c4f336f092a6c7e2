"""The files that go with a request (promise 11: screenshots, one or several).

At most ten files, 10 MB each (2 MB for a text, which is read whole) and 25 MB together, of types that a technician
can open without danger, with names that can be written into a header without breaking it.

Limits: the rule sees what a file is (`Attachment`), never its bytes; whoever makes the draft reads the type
from the content, draws pictures again, and says what kept one from being drawn. Secrets inside text files are the
business of `secrets`.
"""

from kb.support import Support
from submit.draft import Attachment, Draft
from submit.refusal import Code, Refusal

MOST_FILES = 10
MOST_BYTES = 10 * 1024 * 1024
MOST_BYTES_TOGETHER = 25 * 1024 * 1024
# A text is read whole for secrets before it is kept, so it may not be endless; a zip file may be larger.
MOST_TEXT_BYTES = 2 * 1024 * 1024
LONGEST_NAME = 200
ALLOWED = {
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/gif": (".gif",),
    "image/webp": (".webp",),
    "image/bmp": (".bmp",),
    "image/tiff": (".tif", ".tiff"),
    "application/pdf": (".pdf",),
    "text/plain": (".txt", ".log"),
    "text/csv": (".csv",),
    "application/json": (".json",),
    "application/xml": (".xml",),
    "text/xml": (".xml",),
    "application/zip": (".zip",),
}
_TEXTS = frozenset({"text/plain", "text/csv", "text/xml", "application/json", "application/xml"})


def check(draft: Draft, _support: Support) -> list[Refusal]:
    """One refusal for each fault of a file, at `attachments.<n>`, and of all of them, at `attachments`."""
    refusals = []
    for place, attachment in enumerate(draft.attachments):
        refusals += _faults(f"attachments.{place}", attachment)
    if len(draft.attachments) > MOST_FILES:
        facts = {"limit": MOST_FILES, "count": len(draft.attachments)}
        refusals.append(Refusal(Code.ATTACHMENT, "attachments", "too-many", facts))
    together = sum(attachment.size for attachment in draft.attachments)
    if together > MOST_BYTES_TOGETHER:
        facts = {"limit": MOST_BYTES_TOGETHER, "size": together}
        refusals.append(Refusal(Code.ATTACHMENT, "attachments", "too-large-together", facts))
    return refusals


def printable_name(name: str) -> str:
    """A file's name as it may be shown: control and direction signs left out, cut to a length that fits."""
    return "".join(character for character in name if character.isprintable())[:LONGEST_NAME]


def _faults(field: str, attachment: Attachment) -> list[Refusal]:
    name = {"name": printable_name(attachment.name)}
    refusals = []
    if not _is_safe_name(attachment.name):
        refusals.append(Refusal(Code.ATTACHMENT, field, "name", name))
    if attachment.size == 0:
        refusals.append(Refusal(Code.ATTACHMENT, field, "empty", name))
    media_type = attachment.media_type.partition(";")[0].strip().lower()
    limit = MOST_TEXT_BYTES if media_type in _TEXTS else MOST_BYTES
    if attachment.size > limit:
        facts = {"limit": limit, "size": attachment.size}
        refusals.append(Refusal(Code.ATTACHMENT, field, "too-large", name | facts))
    if media_type not in ALLOWED or not _has_allowed_ending(attachment.name):
        facts_of_type = {"media_type": attachment.media_type[:100], "allowed": endings()}
        refusals.append(Refusal(Code.ATTACHMENT, field, "type", name | facts_of_type))
    if attachment.picture_fault:
        refusals.append(Refusal(Code.ATTACHMENT, field, f"picture-{attachment.picture_fault}", name))
    return refusals


def _is_safe_name(name: str) -> bool:
    """Whether a name is one: something printable, no path, no line break, not too long."""
    return bool(name.strip(" .")) and name.isprintable() and len(name) <= LONGEST_NAME and not set(name) & set("/\\")


def _has_allowed_ending(name: str) -> bool:
    """Whether the name ends as one of the allowed types does, or has no ending: content alone makes no `.bat` safe."""
    _, dot, ending = name.strip().rpartition(".")
    return not dot or f".{ending.lower()}" in endings()


def endings() -> list[str]:
    """What the names of accepted files may end with."""
    return sorted({ending for endings in ALLOWED.values() for ending in endings})
