"""Reading drafts: from a form or from JSON into one `Draft`. What cannot be read is a refusal, never a crash."""

from collections.abc import Iterable, Mapping
from time import monotonic
from typing import Any

from flask import Request
from pydantic import ValidationError
from werkzeug.datastructures import MultiDict

from kb.support import Support
from submit.draft import TEXT_FIELDS, Attachment, Draft
from submit.gate import attachments, secrets
from submit.pictures.redraw import PictureFault
from submit.refusal import Code, Refusal
from submit.uploads import KeptFile, Upload, Uploads

_LISTS = ("steps", "attest")
_TEXTS = ("lang", "kind", *TEXT_FIELDS)
_EXTRA = "extra."
# Of all pictures of one call: somebody waits for the answer, and a thread with them.
_LONGEST_DRAWING_S = 25
_SHORT = frozenset({"subject", "version", "build", "email", "product", "kind", "lang", "priority", "topic", "plan"})


def draft_fields(form: MultiDict[str, str]) -> dict[str, Any]:
    """The fields of a form as a draft's JSON would have them."""
    fields: dict[str, Any] = {name: _clean(form[name], name) for name in _TEXTS if name in form}
    for name in _LISTS:
        fields[name] = [text.strip() for text in form.getlist(name) if text.strip()]
    fields["extra"] = {
        name.removeprefix(_EXTRA): _clean("\n".join(form.getlist(name)), name)
        for name in form
        if name.startswith(_EXTRA)
    }
    return fields


def parse_draft(fields: Mapping[str, Any], lang: str) -> tuple[Draft, list[Refusal]]:
    """The draft, and a refusal for each field whose shape cannot be used; such fields are left empty."""
    usable = {"lang": lang, **{name: value for name, value in fields.items() if name != "attachments"}}
    refusals = []
    try:
        return Draft.model_validate(usable), []
    except ValidationError as error:
        for name in {str(fault["loc"][0]) for fault in error.errors(include_url=False)}:
            refusals.append(Refusal(Code.INVALID, name, "shape"))
            usable.pop(name, None)
    return Draft.model_validate(usable), sorted(refusals, key=lambda refusal: refusal.field)


def read_uploads(request: Request, name: str) -> list[Upload]:
    """The files of a multipart request; an empty file input sends one without a name."""
    return [
        Upload(_file_name(file.filename), file.stream.read()) for file in request.files.getlist(name) if file.filename
    ]


def keep_files(
    uploads: Uploads, kept_ids: Iterable[str], fresh: Iterable[Upload], draft: Draft, support: Support
) -> tuple[list[KeptFile], tuple[Attachment, ...]]:
    """Keep what the gate would let through. Returns the kept files, and every file as the gate must see it.

    A refused file is not written anywhere; it stays in the second list, so that the review says why. A picture is
    drawn again once nothing else stands against it, and what was drawn is looked at as any other file.
    """
    patience = monotonic() + _LONGEST_DRAWING_S
    kept = uploads.find(kept_ids)
    seen = [file.attachment() for file in kept]
    refused: list[Attachment] = []
    for upload in fresh:
        file, candidate = upload, upload.attachment()
        if candidate.media_type.startswith("image/") and monotonic() > patience:
            candidate = candidate.model_copy(update={"picture_fault": str(PictureFault.BUSY)})
        elif candidate.media_type.startswith("image/") and not _is_refused(candidate, seen, draft, support):
            drawn = upload.redrawn()
            if isinstance(drawn, PictureFault):
                candidate = candidate.model_copy(update={"picture_fault": str(drawn)})
            else:
                file, candidate = drawn, drawn.attachment()
        if _is_refused(candidate, seen, draft, support):
            refused.append(candidate)
            continue
        kept.append(uploads.keep(file))
        seen.append(candidate)
    return kept, (*seen, *refused)


def _is_refused(candidate: Attachment, seen: list[Attachment], draft: Draft, support: Support) -> bool:
    """Whether the gate would hold something against this file, beside those that are kept already."""
    place = f"attachments.{len(seen)}"
    trial = draft.model_copy(update={"attachments": (*seen, candidate)})
    faults = [*attachments.check(trial, support), *secrets.check(trial, support)]
    return any(fault.field in {place, f"{place}.name", "attachments"} for fault in faults)


def _clean(text: str, name: str) -> str:
    """Line ends as `\\n`; short fields on one line, without white space around."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return " ".join(text.split()) if name in _SHORT else text.strip()


def _file_name(name: str | None) -> str:
    """What the customer calls the file: no folders, no control characters, at most 200 letters."""
    bare = (name or "").replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in bare if letter.isprintable())[-200:] or "file"
