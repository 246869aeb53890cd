"""What comes next and when, for a desk on which nothing is due (C45): read from the duties, never an empty page."""

from jiannuo.base.dates import named, said, today
from jiannuo.desk.situation import Situation
from jiannuo.duties import queries as duties
from jiannuo.duties.models import Duty, DutyKind
from jiannuo.duties.states import IS_OPEN
from jiannuo.rounds import queries as rounds

_OF_ONESELF = {DutyKind.SELF_REPORT: "述", DutyKind.APPRAISAL: "自评"}


def coming_said() -> str:
    """2012年公开承诺2月1日（还有24天）开始; "" where no further round is known."""
    round_ = rounds.coming()
    return f"{round_.title}{said(round_.opens_on)}开始" if round_ else ""


def next_said(situation: Situation) -> str:
    """下一次述：第四季度，12月11日起可以办，2012年1月10日前办好。 Else the next round; "" for who owes nothing."""
    rows = duties.mine(situation.user).filter(IS_OPEN, opens_on__gt=today())
    duty = rows.order_by("due_on", "opens_on", "id").first()
    if duty is not None:
        return _duty_said(duty)
    if coming := coming_said():
        return f"接下来：{coming}。"
    if situation.member or situation.run:
        return f"{situation.round.year}年的事都办好了，上级开启新一轮公开承诺后请提诺。"
    return ""


def _duty_said(duty: Duty) -> str:
    kind = DutyKind(duty.kind)
    what = _OF_ONESELF.get(kind, kind.label) if duty.member_id else kind.label
    period = duty.period_label or f"{duty.round.year}年"
    return f"下一次{what}：{period}，{named(duty.opens_on)}起可以办，{named(duty.due_on)}前办好。"
