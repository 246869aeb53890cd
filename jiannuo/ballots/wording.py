from django.db import connection

from jiannuo.ballots.models import SMALLEST, BallotBox


def too_few(voters: int, smallest: int = SMALLEST) -> str:
    """Said before a box is opened and before it is closed: of so few nothing can be shown (C28)."""
    if not 0 < voters < smallest:
        return ""
    return f"现在只有{voters}人，不足{smallest}人，为保护投票人，这次不会有任何结果。"


def what_is_gone(box: BallotBox) -> str:
    """What has gone of a box that has ended: no more than is so."""
    if box.opened_at is None:
        return ""
    has_paper = box.slip_count < box.roll_size
    kinds = [*(["票和密文"] if box.slip_count else []), *(["两人登记的纸票数字"] if has_paper else [])]
    what = "、".join(kinds)
    if not box.is_scrubbed:
        return f"{what}已删除；数据库文件里的残留还没有擦净，后台会接着擦，直到擦净。"
    if connection.vendor == "sqlite":
        return f"{what}已删除，数据库文件里的残留也已擦净。"
    copies = _copies(box, has_paper=has_paper)
    return f"{what}已删除，数据库的表已重写；它的日志里还有{copies}"


def _copies(box: BallotBox, *, has_paper: bool) -> str:
    """What PostgreSQL's own log still has, and who could read it."""
    if not has_paper:
        return "密文的副本，会陆续被覆盖，没有钥匙打不开。"
    if not box.slip_count:
        return "纸票数字的副本，会陆续被覆盖。"
    return "密文和纸票数字的副本，会陆续被覆盖；密文没有钥匙打不开。"
