"""Who may take which step with a ballot box, and why not. The button and the guard both ask here."""

from django.utils import timezone

from jiannuo.accounts.models import User
from jiannuo.ballots import workflow
from jiannuo.ballots.models import BallotBox
from jiannuo.ballots.outlook import Outlook
from jiannuo.ballots.release import Rules
from jiannuo.ballots.workflow import Move, State
from jiannuo.base.dates import named, today
from jiannuo.orgs.models import Organisation, Role
from jiannuo.orgs.offices import OFFICERS, holds

SCRUTINEERS = OFFICERS | {Role.CITIZEN}


def runs(user: User, organisation: Organisation) -> bool:
    """The organisation's own officers, or those of the level above, who may hold the count for it."""
    return holds(user, OFFICERS, organisation.pk) or holds(user, OFFICERS, organisation.parent_id)


def why_not_prepare(user: User, organisation: Organisation) -> str:
    if not runs(user, organisation):
        return f"测评由{organisation.short_name}或其上一级的书记、组织委员组织。"
    return ""


def why_not(user: User, box: BallotBox, move: Move) -> str:
    """Why this step cannot be taken now, or ""."""
    if box.state not in move.sources:
        return f"票箱现在是“{State(box.state).label}”，不能{move.label}。"
    if move is workflow.CONFIRM:
        return _why_not_confirm(user, box)
    if not runs(user, box.organisation):
        return f"{move.label}由{box.organisation.short_name}或其上一级的书记、组织委员办理。"
    if move is workflow.CANCEL and box.state == State.CLOSED and box.closed_by_id == user.pk:
        return "计票是您办理的，计票以后的作废须由另一名书记或组织委员（也可以是上一级的）登录后办理，理由公开。"
    return ""


def _why_not_confirm(user: User, box: BallotBox) -> str:
    if box.closed_by_id == user.pk:
        return "计票是您办理的，须由另一名监票人登录后确认。"
    if not (runs(user, box.organisation) or holds(user, SCRUTINEERS, box.organisation_id)):
        return f"确认结果由{box.organisation.short_name}或其上一级的书记、组织委员，或本单位的群众代表办理。"
    return ""


def why_not_vote(box: BallotBox) -> str:
    """Why no ballot is taken now; the same words for everybody."""
    if box.state == State.OPENED and timezone.now() < box.closes_at:
        return ""
    if box.state == State.PREPARED:
        return "投票还没有开始。请等主持人宣布开始后再投。"
    return "投票已经截止，这张票没有投出。如有疑问，请向监票人反映。"


def why_not_mixed(roll_size: int, slip_count: int, rules: Rules = Rules()) -> str:  # noqa: B008  never changed
    """C28: where some vote by slip and some on paper, neither may be so few that one could look at them.

    Whoever counts the paper takes it from the whole, so the slips must be enough to be shown by themselves.
    """
    on_paper = roll_size - slip_count
    if not slip_count or on_paper <= 0:
        return ""
    if slip_count < rules.full_from:
        return f"扫码票和纸票都用时，扫码票不能少于{rules.full_from}张，否则会被减出来。请多印几张，或全用纸票（填0）。"
    if on_paper < rules.smallest:
        way = "请给他们也各印一张扫码票，用会场公用的手机投；或者全用纸票（填0）。"
        least = f"扫码票和纸票都用时，纸票不能少于{rules.smallest}张"
        return f"{least}，否则清点的人看得出是谁投的；现在只有{on_paper}张。{way}"
    return ""


def why_not_enter_paper(user: User, box: BallotBox) -> str:
    """C28: paper ballots are counted while the box is open, by two people; closing joins them to the slips."""
    if box.state in {State.CLOSED, State.CONFIRMED}:
        return "已经封箱计票，纸票的数字已并入总数，不能再登记。"
    if box.state != State.OPENED:
        return f"票箱现在是“{State(box.state).label}”，不能登记纸票。"
    if box.slip_count >= box.roll_size:
        return f"应投{box.roll_size}人的票已全部印成扫码票，没有纸票可以登记。"
    if not (runs(user, box.organisation) or holds(user, SCRUTINEERS, box.organisation_id)):
        return f"纸票由{box.organisation.short_name}的两名监票人各自登记。"
    return ""


def why_not_digest(user: User, box: BallotBox) -> str:
    """Remarks leave the box only as a digest by one person that another one confirms."""
    if box.state != State.CLOSED or not box.sealed_remarks:
        return "现在没有需要摘编的意见。"
    return "" if box.closed_by_id == user.pk else "意见由办理计票的人摘编，由另一名监票人确认。"


def why_not_summarise(user: User, organisation: Organisation) -> str:
    """C28: sums are shown once, by the level they are for."""
    if not holds(user, OFFICERS, organisation.pk):
        return f"汇总由{organisation.short_name}的书记或组织委员公布。"
    return ""


def why_not_sum(outlook: Outlook, *, known: int) -> str:
    """C28: a sum is spent once; nobody spends it before the period's day, nor without knowing who is missing."""
    if outlook.missing and outlook.due_on and outlook.due_on >= today():
        until = f"还差{outlook.missing}次群众评议没有办结，期限到{named(outlook.due_on)}"
        return f"{until}。汇总只公布一次，以后办结的不再计入，请等都办结或者过了期限再公布。"
    if outlook.missing > known:
        tick = f"请勾选“还差{outlook.missing}次，仍要公布”"
        return f"还差{outlook.missing}次群众评议没有办结，汇总只公布一次。确实不再等的，{tick}。"
    return ""


def why_not_tally(user: User, box: BallotBox) -> str:
    """Who sees the result of a closed box before it is confirmed: whoever counted and whoever may confirm."""
    if box.state == State.CLOSED and box.closed_by_id == user.pk:
        return ""
    return why_not(user, box, workflow.CONFIRM)
