"""A group robot's address: only hosts that the operator has allowed, resolved once, never an inner address by surprise.

An entry of JIANNUO_WEBHOOK_HOSTS is a host name (HTTPS on port 443, public addresses only) or a whole origin such as
`http://10.2.3.4:8080`, by which the operator names an inner gateway on purpose.

Whatever did certainly not arrive may be sent again. Once the words have left and nobody says what became of them, they
may stand in the group already: that is told, and they are not sent a second time.
"""

import http.client
import ipaddress
import json
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from jiannuo.duties.models import Shape
from jiannuo.duties.wording import UNANSWERED, unreached

_SECONDS, _PATIENCE, _BYTES = 3, 20, 64 * 1024  # to connect; for the whole answer


def _parts(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    is_plain = url.isascii() and parts.hostname and not parts.username and not parts.password
    return parts if is_plain else None


def host_of(url: str) -> str:
    """For the journal: the address itself carries the robot's key."""
    parts = _parts(url)
    return parts.hostname or "" if parts else ""


def _is_named(parts: SplitResult) -> bool:
    """The operator has named exactly this origin."""
    return f"{parts.scheme}://{parts.netloc}".lower() in settings.WEBHOOK_HOSTS


def why_not(url: str) -> str:
    """Why nothing is sent to this address."""
    parts = _parts(url)
    if parts is None:
        return "机器人地址写法不对，请从群聊软件里原样复制。"
    if not settings.WEBHOOK_HOSTS:
        return "本系统没有开通群机器人。需要时请系统管理员设置允许的地址。"
    if _is_named(parts):
        return ""
    if parts.scheme != "https" or parts.port not in {None, 443}:
        return "机器人地址应以 https 开头，不带端口。"
    if (parts.hostname or "").lower() not in settings.WEBHOOK_HOSTS:
        return f"{parts.hostname}不在允许的地址之内。请系统管理员确认后加入。"
    return ""


def _public_address(host: str) -> str:
    """The address to connect to, resolved once; "" when any of them leads inside."""
    found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    addresses = [ipaddress.ip_address(entry[4][0]) for entry in found]
    plain = [getattr(address, "ipv4_mapped", None) or address for address in addresses]
    if not plain or not all(address.is_global and not address.is_multicast for address in plain):
        return ""
    return str(plain[0])


class _Pinned(http.client.HTTPSConnection):
    """Connects to the address that was judged; the certificate is still the host's."""

    def __init__(self, host: str, address: str) -> None:
        super().__init__(host, timeout=_SECONDS, context=ssl.create_default_context())
        self._address = address

    def connect(self) -> None:
        plain = socket.create_connection((self._address, 443), timeout=_SECONDS)
        self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)


def _connection(parts: SplitResult) -> http.client.HTTPConnection | None:
    host = parts.hostname or ""
    if _is_named(parts):
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        return kind(host, parts.port, timeout=_SECONDS)
    address = _public_address(host)
    return _Pinned(host, address) if address else None


def body_of(shape: str, text: str) -> dict[str, Any]:
    """One text message in the words of the group's software."""
    if shape == Shape.FEISHU:
        return {"msg_type": "text", "content": {"text": text}}
    return {"msgtype": "text", "text": {"content": text}}


def send(url: str, shape: str, text: str) -> str:
    """Post it; the reason when it did not arrive, else "". Redirects are not followed."""
    refused, parts = why_not(url), _parts(url)
    if refused or parts is None:
        return refused
    try:
        connection = _connection(parts)
        if connection is None:
            return "地址解析到内部网络，没有发送。"
        try:
            _post(connection, parts, json.dumps(body_of(shape, text), ensure_ascii=False).encode())
            return _answer(connection)
        finally:
            connection.close()
    except (OSError, http.client.HTTPException) as error:
        return unreached(error)


def _post(connection: http.client.HTTPConnection, parts: SplitResult, body: bytes) -> None:
    target = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    connection.request("POST", target, body, {"Content-Type": "application/json; charset=utf-8"})


def _answer(connection: http.client.HTTPConnection) -> str:
    try:
        with _in_time(connection):
            answer = connection.getresponse()
            told = answer.read(_BYTES)
    except (OSError, ValueError, http.client.HTTPException):
        return UNANSWERED
    if answer.status != 200:
        return f"对方回答 {answer.status}"
    try:
        said = json.loads(told or b"{}")
    except ValueError:
        return UNANSWERED
    code = said.get("errcode", said.get("code", 0)) if isinstance(said, dict) else 0
    return f"对方拒收，代码 {code}" if code else ""


@contextmanager
def _in_time(connection: http.client.HTTPConnection) -> Iterator[None]:
    """The whole answer within some seconds, also from a server that sends a byte now and then."""
    wire: socket.socket = connection.sock
    wire.settimeout(_PATIENCE)
    watch = threading.Timer(_PATIENCE, _hang_up, [wire])
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


def _hang_up(wire: socket.socket) -> None:
    with suppress(OSError):  # it may have ended by itself
        wire.shutdown(socket.SHUT_RDWR)
