"""Files: nothing attached is lost on a refusal, nothing refused is written, and what is taken comes back whole."""

import hashlib
import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from house import House
from sample_drafts import BUG, PASSWORD, QUESTION, SENTENCE_WITH_PASSWORD, words_of
from sample_pictures import picture
from werkzeug.test import TestResponse

from submit.media_type import media_type
from submit.store.tables import AttachmentRow, Ticket
from submit.uploads import Upload, Uploads

PNG = picture("PNG", redrawn=True)
LOG = "09:30 export commencé\n09:31 export arrêté\n".encode()
CASES = yaml.safe_load((Path(__file__).parent / "cases" / "media_types.yml").read_text(encoding="utf-8"))


def send(house: House, draft: dict[str, Any], *files: tuple[bytes, str], **more: Any) -> TestResponse:
    """Call for a ticket as a form with files does; the draft goes in one part, as JSON."""
    key = more.pop("key", "")
    return house.client.post(
        "/api/v1/tickets",
        data={
            "draft": json.dumps(draft),
            "attachments": [(io.BytesIO(content), name) for content, name in files],
            **more,
        },
        content_type="multipart/form-data",
        headers={"Idempotency-Key": key} if key else {},
    )


def kept_files(house: House) -> list[bytes]:
    """The content of every file that waits for its ticket."""
    folder = house.service.settings.uploads
    return sorted(path.read_bytes() for path in folder.glob("*") if path.suffix != ".json")


def test_files_of_a_refused_draft_are_kept_and_taken_later_by_their_ids(house: House) -> None:
    refused = send(house, {**QUESTION, "email": ""}, (PNG, "écran.png"), (LOG, "export.log"))
    body = refused.get_json()
    assert refused.status_code == 422
    assert len(body["kept"]) == 2
    assert kept_files(house) == sorted([PNG, LOG])
    taken = send(house, QUESTION, ask=body["ask"], kept=body["kept"])
    assert taken.status_code == 201
    rows = house.rows(AttachmentRow)
    assert [(row.name, row.media_type, row.size, row.sha256) for row in rows] == [
        ("écran.png", "image/png", len(PNG), hashlib.sha256(PNG).hexdigest()),
        ("export.log", "text/plain", len(LOG), hashlib.sha256(LOG).hexdigest()),
    ]
    folder = house.service.settings.attachments / taken.get_json()["reference"]
    assert [(folder / row.stored_as).read_bytes() for row in rows] == [PNG, LOG]


def test_files_may_be_named_by_their_ids_in_json_too(house: House) -> None:
    body = send(house, {**QUESTION, "email": ""}, (PNG, "écran.png")).get_json()
    assert house.send(QUESTION, ask=body["ask"], kept=body["kept"]).status_code == 201
    assert [row.name for row in house.rows(AttachmentRow)] == ["écran.png"]


def test_fields_may_be_parts_of_the_form_instead_of_json(house: House) -> None:
    ask = house.search(words_of(BUG))["ask"]
    answer = house.client.post(
        "/api/v1/tickets", data={**BUG, "ask": ask, "attachments": (io.BytesIO(PNG), "écran.png")}
    )
    assert answer.status_code == 201
    (ticket,) = house.rows(Ticket)
    assert {name: ticket.draft[name] for name in BUG} == BUG
    assert [row.name for row in house.rows(AttachmentRow)] == ["écran.png"]


def test_retry_with_the_ids_of_kept_files_is_the_same_ticket(house: House) -> None:
    """The answer to the first call was lost; the client sends the very same bytes again."""
    body = send(house, {**QUESTION, "email": ""}, (PNG, "écran.png")).get_json()
    calls = [send(house, QUESTION, ask=body["ask"], kept=body["kept"], key="k-1") for _ in range(2)]
    assert [call.status_code for call in calls] == [201, 201]
    assert calls[0].get_json() == calls[1].get_json()


def test_retry_with_other_files_is_another_content(house: House) -> None:
    ask = house.search(words_of(QUESTION))["ask"]
    assert send(house, QUESTION, (PNG, "écran.png"), ask=ask, key="k-1").status_code == 201
    answer = send(house, QUESTION, (LOG, "écran.log"), ask=ask, key="k-1")
    assert [refusal["reason"] for refusal in answer.get_json()["refusals"]] == ["key-used"]


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"MZ\x90\x00" + bytes(60), "setup.exe", "type"),
        (b"", "empty.txt", "empty"),
        (b"\x00\x01\x02", "picture.png", "type"),
    ],
)
def test_file_that_is_refused_is_named_and_not_written(house: House, content: bytes, name: str, reason: str) -> None:
    answer = send(house, QUESTION, (PNG, "écran.png"), (content, name))
    (refusal,) = answer.get_json()["refusals"]
    assert (refusal["code"], refusal["field"], refusal["reason"]) == ("attachment", "attachments.1", reason)
    assert refusal["name"] == name
    assert kept_files(house) == [PNG]


def test_file_that_shows_a_secret_is_not_written(house: House) -> None:
    shown = f"user: admin\n{SENTENCE_WITH_PASSWORD}\n".encode()
    answer = send(house, QUESTION, (shown, "config.txt"), (PNG, "écran.png"))
    (refusal,) = answer.get_json()["refusals"]
    assert (refusal["code"], refusal["field"]) == ("secret", "attachments.1")
    assert PASSWORD not in answer.text
    assert kept_files(house) == [PNG]
    assert PASSWORD.encode() not in house.bytes_on_disk()


def test_file_name_that_shows_a_secret_is_not_written(house: House) -> None:
    name = f"mot de passe : {PASSWORD}.txt"
    answer = send(house, QUESTION, (LOG, name))
    (refusal,) = answer.get_json()["refusals"]
    assert (refusal["code"], refusal["field"]) == ("secret", "attachments.0.name")
    assert PASSWORD.encode() not in house.bytes_on_disk()


def test_eleventh_file_is_refused_and_the_ten_are_kept(house: House) -> None:
    files = [(b"log %d" % number, f"{number}.log") for number in range(11)]
    answer = send(house, QUESTION, *files)
    assert [refusal["reason"] for refusal in answer.get_json()["refusals"]] == ["too-many"]
    assert len(answer.get_json()["kept"]) == 10


def test_file_name_with_line_breaks_and_folders_is_made_harmless(house: House) -> None:
    ask = house.search(words_of(QUESTION))["ask"]
    boundary = "b0undary"
    body = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="draft"\r\n\r\n{json.dumps(QUESTION)}\r\n'
        f'--{boundary}\r\nContent-Disposition: form-data; name="ask"\r\n\r\n{ask}\r\n'
        f'--{boundary}\r\nContent-Disposition: form-data; name="attachments"; '
        "filename*=UTF-8''..%2Fc%5Ca%0D%0ASet-Cookie%3A%20x%3D1%00.log\r\n\r\n09:30 ok\r\n"
        f"--{boundary}--\r\n"
    )
    answer = house.client.post(
        "/api/v1/tickets", data=body.encode(), content_type=f"multipart/form-data; boundary={boundary}"
    )
    assert answer.status_code == 201
    (row,) = house.rows(AttachmentRow)
    assert row.name == "aSet-Cookie: x=1.log"
    track = "/t/" + answer.get_json()["track"].rpartition("/")[2]
    download = house.client.get(f"{track}/files/{row.id}", buffered=True)
    assert (download.status_code, download.data) == (200, b"09:30 ok")
    assert "Set-Cookie" not in download.headers
    assert download.headers["Content-Disposition"] == 'attachment; filename="aSet-Cookie: x=1.log"'


def test_file_comes_back_as_a_download_that_no_browser_runs(house: House) -> None:
    ask = house.search(words_of(QUESTION))["ask"]
    page = b"<html><script>alert(1)</script></html>"
    answer = send(house, QUESTION, (page, "page.txt"), ask=ask)
    track = "/t/" + answer.get_json()["track"].rpartition("/")[2]
    (row,) = house.rows(AttachmentRow)
    download = house.client.get(f"{track}/files/{row.id}", buffered=True)
    assert download.data == page
    assert download.mimetype == "application/octet-stream"
    assert download.headers["Content-Disposition"] == "attachment; filename=page.txt"
    assert download.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert download.headers["X-Content-Type-Options"] == "nosniff"
    assert download.headers["Cache-Control"] == "no-store"


def test_file_of_another_ticket_is_not_found(house: House) -> None:
    ask = house.search(words_of(QUESTION))["ask"]
    send(house, QUESTION, (PNG, "écran.png"), ask=ask)
    (row,) = house.rows(AttachmentRow)
    other = house.track(BUG)
    assert house.client.get(f"{other}/files/{row.id}").status_code == 404
    assert house.client.get(f"/t/nobody/files/{row.id}").status_code == 404


@pytest.mark.parametrize("kept", ["", "nobody-knows-this", "../palier", "x" * 5_000, "a.json", "\u2028"])
def test_id_that_names_no_kept_file_is_passed_over(house: House, kept: str) -> None:
    ask = house.search(words_of(QUESTION))["ask"]
    assert house.send(QUESTION, ask=ask, kept=[kept]).status_code == 201
    assert house.rows(AttachmentRow) == []


def test_kept_file_whose_content_is_gone_is_passed_over(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path / "uploads")
    kept = uploads.keep(Upload("a.log", LOG))
    kept.path.unlink()
    assert uploads.find([kept.id]) == []


def test_settled_file_is_whole_under_its_last_name_and_the_kept_one_stays(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path / "uploads")
    kept = uploads.keep(Upload("a.log", LOG))
    folder = tmp_path / "attachments" / "FAC-2345"
    name = uploads.settle(kept, folder)
    # No `.part` is left: the last name was given to a file that was whole.
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {name: LOG}
    assert uploads.find([kept.id]) == [kept]


def test_file_is_settled_before_its_ticket_is_in_the_store(house: House) -> None:
    """A file that cannot be settled leaves no ticket: never a ticket whose files are missing."""
    ask = house.search(words_of(QUESTION))["ask"]
    house.service.settings.attachments.write_bytes(b"a file where the folder should be")
    answer = send(house, QUESTION, (PNG, "écran.png"), ask=ask, key="k-1")
    assert (answer.status_code, answer.mimetype) == (500, "application/problem+json")
    assert house.rows(Ticket) == []
    house.service.settings.attachments.unlink()
    assert send(house, QUESTION, (PNG, "écran.png"), ask=ask, key="k-1").status_code == 201


def test_files_whose_customers_did_not_come_back_are_removed_after_two_days(house: House) -> None:
    uploads = house.service.uploads
    kept = uploads.keep(Upload("a.log", LOG))
    written = datetime.fromtimestamp(kept.path.stat().st_mtime, UTC)
    assert uploads.sweep(written) == 0
    assert uploads.find([kept.id]) == [kept]
    house.clock.moment = written
    house.clock.advance(days=2, minutes=1)
    assert uploads.sweep(house.clock()) == 2
    assert list(house.service.settings.uploads.iterdir()) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_media_type_is_read_from_the_content(case: dict[str, str]) -> None:
    content = bytes.fromhex(case["hex"]) if "hex" in case else case["text"].encode()
    assert media_type(content, case["name"]) == case["type"]


def test_media_type_of_a_long_text_cut_inside_a_letter_is_text() -> None:
    assert media_type(("a" * 4095 + "é" * 10).encode(), "a.txt") == "text/plain"


def test_secret_in_a_zip_file_is_read() -> None:
    packed = io.BytesIO()
    secret = "Zk8" + "!tropsecret"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("logs/app.log", f"mot de passe : {secret}\n")
    upload = Upload("journaux.zip", packed.getvalue())
    assert secret in upload.attachment().sample


def test_damaged_zip_file_reads_as_nothing() -> None:
    assert Upload("a.zip", b"PK\x03\x04 but not really").attachment().sample == ""
