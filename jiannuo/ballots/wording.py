from django.db import connection

from jiannuo.ballots.models import BallotBox


def what_is_gone(box: BallotBox) -> str:
    """What has gone of a box that has ended: no more than is so; of paper alone nothing was stored."""
    if not box.slip_count:
        return ""
    if not box.is_scrubbed:
        return "票和密文已删除；数据库文件里的残留还没有擦净，后台会接着擦，直到擦净。"
    if connection.vendor == "sqlite":
        return "票和密文已删除，数据库文件里的残留也已擦净。"
    return "票和密文已删除，数据库的表已重写；它的日志里还有密文的副本，会陆续被覆盖，没有钥匙打不开。"
