"""`palier review`: the gate without the web."""

import json
import sys
from pathlib import Path
from typing import TextIO

import click
from pydantic import ValidationError

from kb.errors import KnowledgeError
from kb.knowledge import load_support
from kb.phrases import Phrases
from kb.support import Support
from submit.draft import Draft
from submit.gate.review import review as review_draft
from submit.matter import labels
from submit.refusal import Code, Refusal
from submit.web.draft_reading import parse_draft
from submit.web.json_body import BadBody, parse_json_object
from submit.web.refusal_sentences import as_json
from submit.web.service import load_phrases


@click.command()
@click.argument("file", type=click.File("r", encoding="utf-8", errors="surrogateescape"))
@click.option("--json", "as_json_lines", is_flag=True, help="JSON lines; this is also the default.")
@click.pass_obj
def review(root: Path, file: TextIO, as_json_lines: bool) -> None:  # noqa: ARG001
    """Judge drafts, one JSON object a line, and answer each with one line of refusals and drafts."""
    support, findings = load_support(root)
    if support is None:
        raise KnowledgeError("\n".join(str(finding) for finding in findings))
    phrases = load_phrases()
    broken = 0
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        try:
            click.echo(json.dumps(_judge(line, support, phrases), ensure_ascii=False))
        except BadBody as error:
            broken += 1
            # One line in, one line out: whoever pairs the two must not lose the count.
            click.echo(json.dumps({"refusals": [], "drafts": [], "error": str(error)}))
            click.echo(f"line {number}: {error}", err=True)
    sys.exit(2 if broken else 0)


def _judge(line: str, support: Support, phrases: Phrases) -> dict[str, object]:
    fields = parse_json_object(line.encode("utf-8", errors="surrogatepass"))
    lang = fields.get("lang")
    lang = lang if lang in support.languages else support.default_language
    draft, misshapen = parse_draft(fields, str(lang))
    try:
        draft = _with_described_attachments(draft, fields)
    except ValidationError:
        misshapen.append(Refusal(Code.INVALID, "attachments", "shape"))
    judged = review_draft(draft, support)
    unreadable = {refusal.field for refusal in misshapen}
    refusals = [*misshapen, *(one for one in judged.refusals if one.field not in unreadable)]
    return {
        "refusals": as_json(phrases, str(lang), refusals, labels(support, str(lang))),
        "drafts": [one.model_dump(mode="json", exclude={"attachments"}) for one in judged.drafts],
    }


def _with_described_attachments(draft: Draft, fields: dict[str, object]) -> Draft:
    """Without the web there are no bytes: attachments are judged by what the draft says of them."""
    described = fields.get("attachments")
    if not isinstance(described, list):
        return draft
    return Draft.model_validate({**draft.model_dump(), "attachments": described})
