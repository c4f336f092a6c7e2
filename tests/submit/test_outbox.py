"""The outbox: every mail leaves, once where nothing breaks, later where the server is busy, and never by force."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest
from house import Clock, House, read_mail
from mail_sink import Sink, listening
from sample_drafts import BUG, CUSTOMER, UNHEARD_OF

from submit.mail.outbox import Outbox
from submit.mail.postman import Postman
from submit.mail.transports import FolderTransport, NotSent, SmtpTransport
from submit.settings import SmtpSecurity, SmtpSettings
from submit.store.tables import Event, Mail

TEAM = "support@facturo.example"
MAIL = b"Subject: x\r\n\r\nx\r\n"
PATIENCE_S = 10


@pytest.fixture
def sink() -> Sink:
    return Sink()


@pytest.fixture
def smtp_port(sink: Sink) -> Iterator[int]:
    with listening(sink) as port:
        yield port


@pytest.fixture
def smtp_house(open_small_house: Callable[..., House], smtp_port: int) -> House:
    return open_small_house(
        PALIER_SMTP_HOST="127.0.0.1",
        PALIER_SMTP_PORT=str(smtp_port),
        PALIER_SMTP_SECURITY="none",
        PALIER_MAILBOX=TEAM,
    )


def states(house: House) -> list[tuple[str, int, str]]:
    return [(str(mail.state), mail.attempts, mail.fault) for mail in house.rows(Mail)]


def test_mail_is_stored_with_the_ticket_and_not_tried_yet(smtp_house: House, sink: Sink) -> None:
    smtp_house.accept(BUG)
    assert states(smtp_house) == [("waiting", 0, ""), ("waiting", 0, "")]
    assert smtp_house.service.outbox.waiting() == 2
    assert sink.received == []


def test_mail_reaches_each_recipient_alone_over_smtp(smtp_house: House, sink: Sink) -> None:
    smtp_house.accept(BUG)
    assert smtp_house.service.outbox.deliver(smtp_house.clock) == 2
    envelopes = [(envelope.mail_from, envelope.rcpt_tos) for envelope in sink.received]
    assert envelopes == [("support@help.example.test", [CUSTOMER]), ("support@help.example.test", [TEAM])]
    sent = [read_mail(envelope.content) for envelope in sink.received]
    stored = [read_mail(mail.content) for mail in smtp_house.rows(Mail)]
    assert [mail.items() for mail in sent] == [mail.items() for mail in stored]
    assert [str(mail.get_content()) for mail in sent] == [
        str(mail.get_content()).replace("\n", "\r\n").replace("\r\r", "\r") for mail in stored
    ]
    assert states(smtp_house) == [("sent", 1, ""), ("sent", 1, "")]
    assert [event.name for event in smtp_house.rows(Event)][-2:] == ["mail-sent", "mail-sent"]


def test_mail_that_left_does_not_leave_again(smtp_house: House, sink: Sink) -> None:
    smtp_house.accept(BUG)
    counts = [smtp_house.service.outbox.deliver(smtp_house.clock) for _ in range(3)]
    assert (counts, len(sink.received)) == ([2, 0, 0], 2)


def test_mail_that_the_server_cannot_take_now_is_tried_again_ever_later(
    open_small_house: Callable[..., House], smtp_port: int, sink: Sink
) -> None:
    house = open_small_house(PALIER_SMTP_HOST="127.0.0.1", PALIER_SMTP_PORT=str(smtp_port), PALIER_SMTP_SECURITY="none")
    house.accept(BUG)
    sink.replies = ["451 greylisted"] * 7
    waits: list[timedelta] = []
    while (mail := house.rows(Mail)[0]).state == "waiting":
        house.clock.moment = mail.due
        assert house.service.outbox.deliver(house.clock) == 0
        waits.append(house.rows(Mail)[0].due - house.clock())
    assert waits[:-1] == [
        timedelta(minutes=1),
        timedelta(minutes=5),
        timedelta(minutes=30),
        timedelta(hours=2),
        timedelta(hours=12),
        timedelta(days=1),
    ]
    assert states(house) == [("failed", 7, "the server answered 451")]
    assert sink.received == []


def test_mail_that_is_not_due_yet_is_left_alone(smtp_house: House, sink: Sink) -> None:
    smtp_house.accept(BUG)
    sink.replies = ["451 greylisted", "451 greylisted"]
    smtp_house.service.outbox.deliver(smtp_house.clock)
    smtp_house.clock.advance(seconds=59)
    assert smtp_house.service.outbox.deliver(smtp_house.clock) == 0
    smtp_house.clock.advance(seconds=1)
    assert smtp_house.service.outbox.deliver(smtp_house.clock) == 2
    assert [event.name for event in smtp_house.rows(Event)][-4:] == [
        "mail-delayed",
        "mail-delayed",
        "mail-sent",
        "mail-sent",
    ]


@pytest.mark.parametrize(("reply", "state"), [("550 no such user", "failed"), ("450 mailbox busy", "waiting")])
def test_recipient_that_is_refused_ends_or_delays_its_mail_alone(
    smtp_house: House, sink: Sink, reply: str, state: str
) -> None:
    sink.refused_recipients = {CUSTOMER: reply}
    smtp_house.accept(BUG)
    assert smtp_house.service.outbox.deliver(smtp_house.clock) == 1
    assert states(smtp_house) == [(state, 1, f"recipient refused ({reply[:3]})"), ("sent", 1, "")]


def test_mail_that_is_refused_for_good_is_not_tried_again(smtp_house: House, sink: Sink) -> None:
    sink.replies = ["554 no spam here, dear claire@client.example"]
    smtp_house.accept(BUG)
    assert smtp_house.service.outbox.deliver(smtp_house.clock) == 1
    smtp_house.clock.advance(days=2)
    assert smtp_house.service.outbox.deliver(smtp_house.clock) == 0
    # The server's words may quote the mail; only their number is kept.
    assert states(smtp_house) == [("failed", 1, "the server answered 554"), ("sent", 1, "")]


def test_mail_waits_while_the_server_is_away(open_small_house: Callable[..., House], smtp_port: int) -> None:
    house = open_small_house(
        PALIER_SMTP_HOST="127.0.0.1",
        PALIER_SMTP_PORT=str(smtp_port),
        PALIER_SMTP_SECURITY="tls",  # which this server does not speak
    )
    house.accept(BUG)
    assert house.service.outbox.deliver(house.clock) == 0
    assert [(state, attempts) for state, attempts, _ in states(house)] == [("waiting", 1)]


@pytest.mark.parametrize("security", [SmtpSecurity.STARTTLS, SmtpSecurity.TLS])
def test_mail_is_not_sent_in_clear_where_protection_is_asked_for(
    sink: Sink, smtp_port: int, security: SmtpSecurity
) -> None:
    transport = SmtpTransport(SmtpSettings("127.0.0.1", smtp_port, "", "", security))
    with pytest.raises(NotSent) as fault:
        transport.send(1, "a@example.org", CUSTOMER, MAIL)
    assert (fault.value.permanent, sink.received) == (False, [])


@pytest.mark.parametrize(
    ("host", "user", "password"),
    [
        ("127.0.0.1", "palier", "hush"),  # a server that knows no passwords
        ("mail..example.org", "", ""),
    ],
)
def test_mail_waits_when_the_settings_are_wrong(
    sink: Sink, smtp_port: int, host: str, user: str, password: str
) -> None:
    transport = SmtpTransport(SmtpSettings(host, smtp_port, user, password, SmtpSecurity.NONE))
    with pytest.raises(NotSent) as fault:
        transport.send(1, "a@example.org", CUSTOMER, MAIL)
    assert (fault.value.permanent, sink.received) == (False, [])


@pytest.mark.parametrize("password", ["wrong", "clé-d’accès"])
def test_mail_waits_when_the_server_does_not_know_the_password(sink: Sink, password: str) -> None:
    with listening(sink, password="right") as port:
        transport = SmtpTransport(SmtpSettings("127.0.0.1", port, "palier", password, SmtpSecurity.NONE))
        with pytest.raises(NotSent) as fault:
            transport.send(1, "a@example.org", CUSTOMER, MAIL)
    assert (fault.value.permanent, sink.received) == (False, [])


def test_mail_leaves_when_the_server_knows_the_password(sink: Sink) -> None:
    with listening(sink, password="right") as port:
        transport = SmtpTransport(SmtpSettings("127.0.0.1", port, "palier", "right", SmtpSecurity.NONE))
        transport.send(1, "a@example.org", CUSTOMER, MAIL)
    assert [envelope.rcpt_tos for envelope in sink.received] == [[CUSTOMER]]


def test_two_workers_deliver_each_mail_once(smtp_house: House, sink: Sink) -> None:
    for number in range(6):
        smtp_house.accept({**UNHEARD_OF, "subject": f"Zeppelin mooring {number}"})
    together = threading.Barrier(2)
    counts: list[int] = []

    def work() -> None:
        together.wait()
        counts.append(smtp_house.service.outbox.deliver(smtp_house.clock))

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sum(counts) == len(sink.received) == 12
    assert {mail.attempts for mail in smtp_house.rows(Mail)} == {1}


def test_mail_of_a_worker_that_died_is_sent_once_its_lease_runs_out(smtp_house: House, sink: Sink) -> None:
    class Dying:
        name = "dying"

        def send(self, *_mail: object) -> None:
            raise KeyboardInterrupt

    smtp_house.accept(BUG)
    service = smtp_house.service
    dying = Outbox(service.database, Dying(), service.settings.mail_from)
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            dying.deliver(smtp_house.clock)
    assert service.outbox.deliver(smtp_house.clock) == 0
    smtp_house.clock.advance(minutes=5)
    assert service.outbox.deliver(smtp_house.clock) == 2


def test_postman_delivers_when_woken_and_ends_when_told(smtp_house: House, sink: Sink) -> None:
    before = threading.active_count()
    postman = Postman(smtp_house.service.outbox, smtp_house.clock)
    postman.start()
    smtp_house.accept(BUG)
    postman.wake()
    waiting = threading.Event()
    for _ in range(PATIENCE_S * 50):
        if len(sink.received) == 2:
            break
        waiting.wait(0.02)
    postman.stop()
    assert len(sink.received) == 2
    assert threading.active_count() == before


def test_postman_goes_on_when_the_store_does_not_answer(
    house: House, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    house.service.database.close()
    for path in house.var.glob("palier.db*"):
        path.unlink()
    postman = Postman(house.service.outbox, clock)
    with closing(house.service.database):
        postman.start()
        postman.wake()
        waiting = threading.Event()
        for _ in range(PATIENCE_S * 50):
            if caplog.records:
                break
            waiting.wait(0.02)
        postman.stop()
    assert caplog.messages[:1] == ["the store did not answer the postman: OperationalError"]


def test_folder_holds_one_file_a_mail_even_when_sent_twice(tmp_path: Any) -> None:
    transport = FolderTransport(tmp_path / "outbox")
    for content in (b"first", b"second"):
        transport.send(7, "a@example.org", CUSTOMER, content)
    assert {path.name: path.read_bytes() for path in transport.folder.iterdir()} == {"00000007.eml": b"second"}


def test_folder_that_cannot_be_written_delays_the_mail(tmp_path: Any) -> None:
    (tmp_path / "outbox").write_text("a file", encoding="ascii")
    with pytest.raises(NotSent, match="the outbox folder") as fault:
        FolderTransport(tmp_path / "outbox").send(7, "a@example.org", CUSTOMER, b"")
    assert fault.value.permanent is False
