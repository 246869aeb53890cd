"""A pledge brought to any stage of the road by the people whose turn it is, through the product's own actions."""

from datetime import UTC, datetime

from jiannuo.meetings.actions import convene, enrol
from jiannuo.meetings.models import CONFIRMING, Category, Meeting, MeetingKind
from jiannuo.pledges import workflow
from jiannuo.pledges.actions.confirm import confirm, decide
from jiannuo.pledges.actions.filing import file, publish
from jiannuo.pledges.actions.joint import agree
from jiannuo.pledges.actions.propose import propose
from jiannuo.pledges.actions.review import Opinion, judge
from jiannuo.pledges.jointly import not_agreed
from jiannuo.pledges.models import Pledge
from jiannuo.pledges.two_meetings import Votes
from jiannuo.pledges.workflow import Stage

HELD = datetime(2011, 3, 10, 1, 0, tzinfo=UTC)
NAMES = ["熊老汉", "万二婶", "龚师傅"]


def hold(county, kind: MeetingKind, *, names=NAMES, held_at=HELD) -> Meeting:
    """A meeting of the branch with three people who may vote."""
    by = county.users["secretary"]
    meeting = convene(county.branch, kind, held_at, "村委会会议室", "李书记", by=by)
    category = Category.LEADER if kind == MeetingKind.LEADERS else Category.CITIZEN
    enrol(meeting, category, names, [], by=by)
    return meeting


def fresh(pledge: Pledge) -> Pledge:
    return Pledge.objects.select_related("round", "organisation__parent", "member", "current").get(pk=pledge.pk)


def walk(county, pledge: Pledge, stage: Stage, *, proposer: str = "") -> Pledge:
    """From a draft to the stage; `proposer` is the member, or the organiser for the branch's own pledge."""
    for sources, reached, step in _steps(county, proposer or ("member" if pledge.member_id else "organiser")):
        if fresh(pledge).stage in sources:
            step(fresh(pledge))
        if reached == stage:
            break
    return fresh(pledge)


def recorded(pledge: Pledge, by) -> Pledge:
    """The draft as 代录 by the officer, where it is not the officer's own (C11)."""
    if pledge.member and pledge.member.user_id != by.pk:
        Pledge.objects.filter(pk=pledge.pk).update(is_oral=True, recorded_by=by)
    return fresh(pledge)


def _steps(county, proposer):
    users = county.users
    branch, town = users["secretary"], users["town_organiser"]

    def endorse(pledge):
        if pledge.member_id and not pledge.is_direct:
            judge(pledge, workflow.ENDORSE, Opinion(), by=users["organiser"] if proposer == "secretary" else branch)

    def review(pledge):
        for signer in not_agreed(pledge):
            agree(pledge, signer, by=branch, note="3月1日当面说的，同意。")
        judge(pledge, workflow.REVIEW, Opinion(), by=town)

    def meet(pledge):
        held_at = max(HELD, pledge.current.frozen_at)
        for kind in CONFIRMING:
            decide(hold(county, kind, held_at=held_at), pledge, Votes(3), by=branch)
        confirm(pledge, by=branch)

    s = Stage
    yield {s.DRAFTED, s.RETURNED}, s.PROPOSED, lambda p: propose(recorded(p, users[proposer]), by=users[proposer])
    yield {s.PROPOSED}, s.ENDORSED, endorse
    yield {s.PROPOSED, s.ENDORSED}, s.REVIEWED, review
    yield {s.REVIEWED}, s.CONFIRMED, meet
    yield {s.CONFIRMED}, s.FILED, lambda p: file(p, by=branch if p.member_id else town)
    yield {s.FILED}, s.PUBLISHED, lambda p: publish(p, p.current, by=branch)
