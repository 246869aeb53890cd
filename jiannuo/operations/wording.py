"""What the person at the terminal is told."""

import shlex
import sys

from django.conf import settings
from django.urls import reverse

from jiannuo.accounts.models import DemoDoor, User
from jiannuo.accounts.queries import doors, is_demo


def no_port(text: str) -> str:
    return f"{text} 不是端口号，请写 1 到 65535 之间的数字（a port is a number from 1 to 65535）。"


def port_taken(port: int) -> str:
    return f"端口 {port} 已被占用（port {port} is taken）。请先停止占用它的程序，或换一个端口：./run --port {port + 1}"


def port_refused(address: str, port: int, reason: str) -> str:
    return f"不能在 {address}:{port} 上提供服务：{reason}。请换一个地址或端口：./run --port 8001"


def disk_full() -> str:
    return f"磁盘已满（disk full）：{settings.DATA_DIR}。请清理后重新启动，已有数据不受影响。"


def server_ended() -> str:
    return "网页服务意外停止，原因见上方输出。"


def welcome(url: str) -> str:
    """The address, the ways in, where the data lies and how to stop."""
    lines = ["", f"  践诺已启动：{url}"]
    if is_demo():
        lines += ["", f"  演示县，登录页 {url}{reverse('account_login').lstrip('/')} 上每个身份点一下即可进入："]
        lines += [f"    {_padded(door.label)}{door.user.username:<26}{door.note}" for door in doors()]
        lines += [f"  用户名如上，密码都是 {DemoDoor.PASSWORD}"]
    elif not User.objects.exists():
        lines += ["", "  还没有任何单位和账号，先建立最上级党组织，请换成实际的名称、代码和姓名：", f"    {to_found()}"]
    return "\n".join([*lines, "", f"  数据在 {settings.DATA_DIR}，按 Ctrl-C 停止。", ""])


def to_found() -> str:
    """The command as it can be typed anywhere, for this data folder."""
    words = ["found", "中共某某县委员会", "--code", "XX", "--secretary", "姓名", "--data", str(settings.DATA_DIR)]
    return shlex.join([sys.executable, str(settings.BASE_DIR / "manage.py"), *words])


def not_set_up() -> str:
    return (
        f"{settings.DATA_DIR} 里还没有数据库。请先启动一次：./run --no-demo --data {settings.DATA_DIR}，"
        "再照屏幕上给出的命令建立；数据在别处的，用 --data 写明文件夹。"
    )


def _padded(label: str) -> str:
    """To eight characters' width, in full-width spaces."""
    return label + "　" * max(1, 10 - len(label))
