"""What leaves the house arrives at real servers once, in numbers, whatever mood they are in; and a failure is seen."""

import time
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from jiannuo.accounts.actions import set_email
from jiannuo.duties import mailing, robots, tasks
from jiannuo.duties.actions import expect
from jiannuo.duties.actions.remind import set_robot, take
from jiannuo.duties.models import Duty, Outgoing, OutgoingState
from tests.duties.servers import SILENT, Group, PostOffice, running

MINUTE = timedelta(minutes=1)
NAMES = ("周大有", "陈小满", "李书记", "王邻居")
# Seconds that are waited for a word of the server: where none comes, and where only a loaded machine is slow to say it.
_SHORT, _PATIENT = 2, 20
UNANSWERED = "对方没有回音，可能已经送达，不再重发。"


@pytest.fixture
def year(county):
    with time_machine.travel(datetime(2011, 2, 1, 1, tzinfo=UTC)):
        expect(county.round, county.county, by=None)
    Duty.objects.filter(kind="propose").delete()
    return county


@pytest.fixture
def clock():
    """Nine in the morning, five days before members are to report."""
    with time_machine.travel(datetime(2011, 4, 5, 1, tzinfo=UTC)) as found:
        yield found


@pytest.fixture
def post(year, settings):
    """A mail server; the secretary and a member have given their addresses."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.MAIL_IS_ON, settings.EMAIL_TIMEOUT = True, _PATIENT
    settings.DEFAULT_FROM_EMAIL = "践诺 <jiannuo@county.example>"
    for who in ("secretary", "member"):
        set_email(year.users[who], f"{who}@example.org", by=year.users[who])
    with running(PostOffice()) as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "county", "secret"
        settings.EMAIL_USE_SSL = settings.EMAIL_USE_TLS = False
        yield server


@pytest.fixture
def group(year, settings):
    """The software of the branch's group."""
    with running(Group()) as server:
        _let_in(year, settings, server.server_port)
        yield server


def _let_in(county, settings, port, shape="dingtalk"):
    settings.WEBHOOK_HOSTS = frozenset({f"http://127.0.0.1:{port}"})
    set_robot(county.branch, f"http://127.0.0.1:{port}/send?token=x", shape, is_on=True, by=county.users["secretary"])


def _told(state):
    return list(Outgoing.objects.filter(state=state).values_list("attempts", "error"))


def _page(county, who, address):
    return county.client(who).get(address).text


def test_letters_arrive_with_numbers_and_without_a_name(post, clock):
    assert tasks.sweep() == 2
    clock.shift(timedelta(hours=5))
    assert tasks.sweep() == 0
    letters = dict(post.letters)
    assert sorted(letters) == ["member@example.org", "secretary@example.org"]
    assert post.signed_in == [["county", "secret"]] * 2
    for address, letter in letters.items():
        assert (letter["Subject"], letter["To"]) == ("践诺提醒", address)
        assert str(letter["From"]) == "践诺 <jiannuo@county.example>"
        assert not any(name in str(letter) + letter.get_content() for name in NAMES)
    assert "3 名党员未述职（第一季度），请在4月10日前办理。" in letters["secretary@example.org"].get_content()
    assert "您的党员述还没有办（第一季度），请在4月10日前办理。" in letters["member@example.org"].get_content()
    assert _told(OutgoingState.SENT) == [(1, "")] * 2


@pytest.mark.parametrize(
    ("word", "answer", "said"),
    [
        ("greeting", SILENT, "没有送达"),
        ("greeting", "554 no", "没有送达"),
        ("AUTH", "535 who are you", "没有送达"),
        ("MAIL", "451 later", "邮件服务器拒收，代码 451"),
        ("RCPT", "450 greylisted", "邮件服务器不收这个地址，代码 450"),
        (".", "452 full", "邮件服务器拒收，代码 452"),
    ],
)
def test_a_letter_that_is_not_taken_is_tried_again_and_arrives_once(post, clock, settings, word, answer, said):
    post.answers, settings.EMAIL_TIMEOUT = {word: answer}, _SHORT if answer == SILENT else _PATIENT
    tasks.sweep()
    waiting = _told(OutgoingState.WAITING)
    assert [attempts for attempts, _ in waiting] == [1, 1]
    assert all(error.startswith(said) for _, error in waiting)
    assert tasks.sweep() == 0, "not before its time"
    post.answers, post.letters, settings.EMAIL_TIMEOUT = {}, [], _PATIENT
    clock.shift(MINUTE)
    tasks.sweep()
    clock.shift(timedelta(hours=5))
    tasks.sweep()
    assert sorted(to for to, _ in post.letters) == ["member@example.org", "secretary@example.org"]
    assert _told(OutgoingState.SENT) == [(2, "")] * 2


def test_a_letter_that_was_taken_without_a_word_is_not_sent_twice(year, post, clock, settings):
    post.answers, settings.EMAIL_TIMEOUT = {".": SILENT}, _SHORT
    for _ in range(3):
        tasks.sweep()
        clock.shift(timedelta(hours=3))
    assert len(post.letters) == 2
    assert _told(OutgoingState.GIVEN_UP) == [(1, UNANSWERED)] * 2
    assert f"邮件提醒：{UNANSWERED}" in _page(year, "member", "/duties/reminders/")


def test_a_letter_that_was_taken_has_arrived_although_the_server_forgets_to_say_good_bye(post, clock, settings):
    post.answers, settings.EMAIL_TIMEOUT = {"QUIT": SILENT}, _SHORT
    tasks.sweep()
    assert _told(OutgoingState.SENT) == [(1, "")] * 2


def test_every_try_of_a_letter_has_the_same_name(post, clock):
    post.answers = {".": "451 later"}
    for _ in range(2):
        tasks.sweep()
        clock.shift(MINUTE)
    named = {(to, letter["Message-ID"]) for to, letter in post.letters}
    assert (len(post.letters), len(named)) == (4, 2)
    assert all(name.endswith("@county.example>") for _, name in named)


def test_a_letter_of_a_worker_that_died_before_noting_it_comes_again_under_the_same_name(post, clock):
    tasks.remind(date(2011, 4, 5))
    first = take(by=None)
    assert tasks._send(first) == ""  # … and the worker is killed here
    clock.shift(5 * MINUTE)
    tasks.sweep()
    named = [letter["Message-ID"] for to, letter in post.letters if to == first.reminder.user.email]
    assert (len(named), len(set(named))) == (2, 1)
    assert _told(OutgoingState.SENT) == [(1, "")] * 2


def test_two_counties_behind_one_mail_server_do_not_name_their_letters_alike(settings):
    names = set()
    for secret in ("one", "other"):
        settings.SECRET_KEY = secret
        names |= {mailing.message_id("20110405-1", "践诺 <jiannuo@example.org>") for _ in range(2)}
    assert len(names) == 2
    assert all(name.startswith("<jiannuo-20110405-1-") and name.endswith("@example.org>") for name in names)


def test_a_mail_server_that_is_away_is_seen_by_the_person_and_the_operator(year, post, clock, settings, caplog):
    with running(Group()) as away:
        settings.EMAIL_PORT = away.server_port
    tasks.sweep()
    assert "邮件提醒稍后再试：没有送达：对方拒绝连接" in _page(year, "member", "/duties/reminders/")
    line = "一周内有 2 条提醒没有确认送到邮箱或工作群，最近一条（电子邮件）：没有送达：对方拒绝连接。"
    assert line in _page(year, "administrator", "/desk/")
    assert "没有确认送到邮箱或工作群" not in _page(year, "secretary", "/desk/")
    assert "attempt 1: 没有送达：对方拒绝连接" in caplog.text
    settings.EMAIL_PORT = post.server_address[1]
    clock.shift(MINUTE)
    tasks.sweep()
    assert "没有送达" not in _page(year, "member", "/duties/reminders/") + _page(year, "administrator", "/desk/")


@pytest.mark.parametrize("shape", ["wecom", "dingtalk", "feishu"])
def test_the_group_hears_numbers_in_its_own_shape(year, group, clock, settings, shape):
    _let_in(year, settings, group.server_port, shape)
    tasks.sweep()
    clock.shift(timedelta(hours=5))
    tasks.sweep()
    (said,) = group.heard
    text = said["content"]["text"] if shape == "feishu" else said["text"]["content"]
    assert said.get("msg_type" if shape == "feishu" else "msgtype") == "text"
    assert text.startswith("践诺提醒\n")
    assert "3 名党员未述职（第一季度），请在4月10日前办理。" in text
    assert not any(name in text for name in NAMES)
    assert group.kinds == ["application/json; charset=utf-8"]


@pytest.mark.parametrize("answer", [(500, b""), (503, b"later"), (200, b'{"errcode": 130101}')])
def test_a_group_that_refuses_is_tried_again_later_and_hears_it_once(year, group, clock, answer):
    group.answers = [answer, answer]
    for minutes in (0, 1, 5, 300):
        clock.shift(minutes * MINUTE)
        tasks.sweep()
    assert len(group.heard) == 3, "refused, refused, taken; never after that"
    assert _told(OutgoingState.SENT) == [(3, "")]


def test_a_group_that_cannot_be_reached_is_tried_again_later(year, clock, settings):
    with running(Group()) as away:
        _let_in(year, settings, port := away.server_port)
    tasks.sweep()
    assert _told(OutgoingState.WAITING) == [(1, "没有送达：对方拒绝连接")]
    robot = f"/duties/in/{year.branch.pk}/robot/"
    assert "等待发送：没有送达：对方拒绝连接" in _page(year, "secretary", robot)
    assert "最近一条（群机器人）：没有送达：对方拒绝连接。" in _page(year, "administrator", "/desk/")
    with running(Group(port)) as back:
        clock.shift(MINUTE)
        tasks.sweep()
        clock.shift(timedelta(hours=5))
        tasks.sweep()
        assert len(back.heard) == 1


@pytest.mark.parametrize("answer", [(0, SILENT), (200, 0.05), (200, b"<html>")])
def test_a_group_that_does_not_say_whether_it_heard_is_not_told_twice(year, group, clock, monkeypatch, answer):
    """Silent, talking without end, or babbling: a turn ends soon, and the secretary sees it."""
    monkeypatch.setattr(robots, "_PATIENCE", 0.5)
    group.answers = [answer]
    began = time.monotonic()
    for _ in range(3):
        tasks.sweep()
        clock.shift(timedelta(hours=3))
    assert time.monotonic() - began < 5
    assert len(group.heard) == 1
    assert _told(OutgoingState.GIVEN_UP) == [(1, UNANSWERED)]
    assert f"没有发出：{UNANSWERED}" in _page(year, "secretary", f"/duties/in/{year.branch.pk}/robot/")


def test_a_slow_answer_is_waited_for(group, clock, monkeypatch):
    """Longer than for the connection: what is slow was told once and has arrived."""
    monkeypatch.setattr(robots, "_SECONDS", 0.1)
    monkeypatch.setattr(robots, "_PATIENCE", 5)
    group.answers = [(200, b"")]
    group.pause = 0.4
    tasks.sweep()
    clock.shift(timedelta(hours=3))
    tasks.sweep()
    assert (len(group.heard), _told(OutgoingState.SENT)) == (1, [(1, "")])


def test_a_message_is_in_one_worker_at_a_time_and_taken_up_again_when_that_died(year, group, clock):
    monday = date(2011, 4, 5)
    assert tasks.remind(monday) > 0
    assert take(by=None).reminder.on == monday
    assert take(by=None) is None
    clock.shift(5 * MINUTE)
    tasks.sweep()
    assert len(group.heard) == 1


def test_a_server_without_an_answer_holds_up_one_turn_and_not_the_whole_line(post, group, clock, settings, monkeypatch):
    monkeypatch.setattr(tasks, "_TURN", 0.3)
    post.answers, settings.EMAIL_TIMEOUT = {".": SILENT}, _SHORT
    assert [tasks.sweep() for _ in range(4)] == [1, 1, 1, 0]
    assert len(group.heard) == 1
