"""Group robots: numbers only, allowed hosts only, no way inside (SSRF), no redirects."""

import json
import socket
import threading
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import time_machine

from jiannuo.base.errors import Refusal
from jiannuo.duties import robots, tasks
from jiannuo.duties.actions import expect
from jiannuo.duties.actions.remind import set_robot
from jiannuo.duties.models import Duty, Outgoing, OutgoingState, Robot
from jiannuo.journal.models import Entry

WECOM = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abc"


class _Group(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.heard.append(json.loads(body))
        status, answer = self.server.answer
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "http://127.0.0.1:1/inner")
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


@pytest.fixture
def group(settings):
    """A group's software on this machine, which the operator has named by its whole origin."""
    server = HTTPServer(("127.0.0.1", 0), _Group)
    server.heard, server.answer = [], (200, b'{"errcode": 0}')
    server.url = f"http://127.0.0.1:{server.server_port}"
    settings.WEBHOOK_HOSTS = frozenset({server.url})
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("shape", "body"),
    [
        ("wecom", {"msgtype": "text", "text": {"content": "3 名"}}),
        ("dingtalk", {"msgtype": "text", "text": {"content": "3 名"}}),
        ("feishu", {"msg_type": "text", "content": {"text": "3 名"}}),
    ],
)
def test_each_software_gets_its_own_shape(group, shape, body):
    assert robots.send(f"{group.url}/send", shape, "3 名") == ""
    assert group.heard == [body]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((302, b""), "对方回答 302"),
        ((500, b""), "对方回答 500"),
        ((200, b"<html>"), "可能已经送达"),
        ((200, b'{"errcode": 310000}'), "代码 310000"),
        ((200, b'{"code": 9499}'), "代码 9499"),
    ],
)
def test_a_refusal_is_told_and_no_redirect_is_followed(group, answer, words):
    group.answer = answer
    assert words in robots.send(f"{group.url}/send", "wecom", "3 名")
    assert len(group.heard) == 1


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://qyapi.weixin.qq.com/x", "应以 https 开头"),
        ("https://qyapi.weixin.qq.com:8443/x", "应以 https 开头"),
        ("https://evil.example/x", "不在允许的地址之内"),
        ("https://qyapi.weixin.qq.com.evil.example/x", "不在允许的地址之内"),
        ("https://user@qyapi.weixin.qq.com/x", "写法不对"),
        ("https://[::1", "写法不对"),
        ("https://qyapi.weixin.qq.com:99999/x", "写法不对"),
        ("file:///etc/passwd", "写法不对"),
        ("https://qyapi.weixin.qq.com/发送", "写法不对"),
        ("https://127.1/x", "不在允许的地址之内"),
        ("https://2130706433/x", "不在允许的地址之内"),
    ],
)
def test_addresses_that_nobody_allowed(settings, url, words):
    settings.WEBHOOK_HOSTS = frozenset({"qyapi.weixin.qq.com"})
    assert words in robots.why_not(url)
    assert words in robots.send(url, "wecom", "x")


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.8", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.1.2.3", "224.0.0.1", "::1",
     "fe80::1", "fc00::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1"],
)  # fmt: skip
def test_an_allowed_name_that_leads_inside_is_not_followed(settings, monkeypatch, address):
    settings.WEBHOOK_HOSTS = frozenset({"qyapi.weixin.qq.com"})
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(family, 1, 6, "", (address, 443))])
    assert robots.send(WECOM, "wecom", "x") == "地址解析到内部网络，没有发送。"


def test_a_name_is_resolved_once_and_that_address_is_used(settings, monkeypatch):
    """A second answer of the name server (rebinding) is never asked for."""
    settings.WEBHOOK_HOSTS = frozenset({"qyapi.weixin.qq.com"})
    asked, connected = [], []

    def resolve(host, *_, **__):
        asked.append(host)
        return [(socket.AF_INET, 1, 6, "", ("8.8.8.8" if len(asked) == 1 else "127.0.0.1", 443))]

    def connect(address, *_, **__):
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    assert robots.send(WECOM, "wecom", "x") == "没有送达：对方拒绝连接"
    assert (asked, connected) == (["qyapi.weixin.qq.com"], [("8.8.8.8", 443)])


def test_without_allowed_hosts_there_are_no_robots(county, settings):
    settings.WEBHOOK_HOSTS = frozenset()
    with pytest.raises(Refusal, match="没有开通群机器人"):
        set_robot(county.branch, WECOM, "wecom", is_on=True, by=county.users["secretary"])


def test_only_the_officers_set_it_and_the_key_stays_out_of_the_journal(county, settings):
    settings.WEBHOOK_HOSTS = frozenset({"qyapi.weixin.qq.com"})
    client = county.client("secretary")
    sent = {"url": WECOM, "shape": "wecom", "is_on": "on"}
    for who in ("member", "town_secretary", "leader"):
        assert county.client(who).post(f"/duties/in/{county.branch.pk}/robot/", sent).status_code in {404, 422}
    assert not Robot.objects.exists()
    assert client.post(f"/duties/in/{county.branch.pk}/robot/", sent).status_code == 302
    assert Robot.objects.get().url == WECOM
    assert "key=abc" not in str(Entry.objects.get(verb="set_robot").detail)
    assert "key=abc" in client.get(f"/duties/in/{county.branch.pk}/robot/").content.decode()
    above = county.client("town_secretary").get(f"/duties/in/{county.branch.pk}/robot/").content.decode()
    assert "key=abc" not in above


def test_the_group_is_told_sums_and_never_a_name(county, group):
    with time_machine.travel(datetime(2011, 2, 1, 1, 0, tzinfo=UTC)):
        expect(county.round, county.county, by=None)
    Duty.objects.filter(kind="propose").delete()
    set_robot(county.town, f"{group.url}/send", "wecom", is_on=True, by=county.users["town_secretary"])
    with time_machine.travel(datetime(2011, 4, 12, 1, 0, tzinfo=UTC)):
        tasks.sweep()
    text = group.heard[0]["text"]["content"]
    assert "4 名党员未述职（第一季度），4月10日已到期。" in text
    assert "3 个党组织的支部讲没有办（第一季度），请在4月15日前办理。" in text
    assert not any(name in text for name in ("周大有", "陈小满", "李书记", "王邻居"))
    assert Outgoing.objects.get().state == OutgoingState.SENT
    assert Outgoing.objects.get().reminder.on == date(2011, 4, 12)
