"""One branch's pledges, walked along the road by the people whose turn it is, each step on its day."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from jiannuo.accounts.models import User
from jiannuo.base.errors import Refusal
from jiannuo.demo.actions.tree import Loaded
from jiannuo.demo.clock import at
from jiannuo.demo.stages import Goal
from jiannuo.demo.texts import Deck
from jiannuo.meetings import actions as meetings
from jiannuo.meetings.models import CONFIRMING, Category, Meeting, MeetingKind
from jiannuo.meetings.queries import voters_present
from jiannuo.orgs.models import Member, Organisation
from jiannuo.pledges import workflow
from jiannuo.pledges.actions import draft, filing
from jiannuo.pledges.actions.ballots import Ballot, confirm_many
from jiannuo.pledges.actions.items import confirm_items
from jiannuo.pledges.actions.propose import amend, propose
from jiannuo.pledges.actions.review import Opinion, judge
from jiannuo.pledges.boxes import with_more
from jiannuo.pledges.models import Pledge
from jiannuo.pledges.two_meetings import Votes
from jiannuo.publicity import workflow as publicity
from jiannuo.publicity.actions.prepare import prepare
from jiannuo.publicity.actions.steps import take_step
from jiannuo.publicity.queries import known_names
from jiannuo.publicity.redaction import passages
from jiannuo.rounds.models import Round

_RETURNED_FOR = "建议写明数量和完成时限后重报。"
_MINUTES = "会议逐项讨论了承诺内容，认为事项明确、具体、实在，同意按此公开承诺。"
_RENEWED_FOR = "群众希望多关心楼栋里的独居老人，增加一项实事。"
_ADDED = "每季度帮楼栋里的独居老人检查一次用水用电"
_AMENDED_FOR = "群众反映用水问题更急，增加一项供水实事。"
_Chosen = Callable[[Goal], list[Pledge]]
CITIZENS = ("余老三", "柳二婶", "白师傅", "江小店主")


@dataclass
class Campaign:
    """The pledges of one organisation in one round, and how far each is to go. `begins`: the day of the first step."""

    round: Round
    organisation: Organisation
    begins: datetime
    own: User
    organiser: User
    above: User
    approver: User
    dice: random.Random
    rows: list[tuple[Pledge, Goal]] = field(default_factory=list)

    def day(self, days: int) -> datetime:
        return self.begins + timedelta(days=days, minutes=self.dice.randint(0, 400))

    def bound_for(self, goal: Goal) -> list[Pledge]:
        """Those that go at least this far, as they stand now."""
        return self._as_they_stand([p.pk for p, g in self.rows if g >= goal])

    def exactly(self, goal: Goal) -> list[Pledge]:
        return self._as_they_stand([p.pk for p, g in self.rows if g is goal])

    def renewed(self, _: Goal = Goal.RENEWED) -> list[Pledge]:
        """Those that walk the whole road a second time."""
        return self.exactly(Goal.RENEWED)

    def _as_they_stand(self, keys: list[int]) -> list[Pledge]:
        rows = Pledge.objects.filter(pk__in=keys)
        return list(rows.select_related("round", "organisation", "member", "current").order_by("id"))


def campaign(loaded: Loaded, round_: Round, code: str, begins: datetime) -> Campaign:
    organisation = loaded.organisations[code]
    parent = next(c for c, o in loaded.organisations.items() if o.pk == organisation.parent_id)
    people = loaded.secretaries[code], loaded.organisers[code], loaded.organisers[parent], loaded.secretaries[parent]
    return Campaign(round_, organisation, begins, *people, random.Random(f"{code}{round_.year}"))  # noqa: S311


@transaction.atomic
def walk(c: Campaign, members: list[Member], goals: list[Goal], *, by: User | None = None) -> None:  # noqa: ARG001
    """Every step for the whole branch; each action judges for itself, as it would a person."""
    _write(c, members, goals)
    _review(c)
    if any(goal >= Goal.CONFIRMED for _, goal in c.rows):
        _meet(c, c.bound_for, 16)
    with at(c.day(22)):
        filing.file_many([p for p in c.bound_for(Goal.FILED) if p.member_id], by=c.own)
        filing.file_many([p for p in c.bound_for(Goal.FILED) if not p.member_id], by=c.above)
    _show(c, c.bound_for, 25)
    if c.renewed():
        _renew(c)
    with at(timezone.now() - timedelta(days=4)):
        for pledge in c.exactly(Goal.AMENDED):
            amend(pledge, _AMENDED_FOR, by=(pledge.member and not pledge.is_oral and pledge.member.user) or c.own)


def _renew(c: Campaign) -> None:
    """C35: a member's promise is completed and walks the same road again."""
    with at(c.day(30)):
        for pledge in c.renewed():
            by = pledge.proposed_by or c.organiser
            more = with_more(pledge.boxes.get("deed", ""), [_ADDED], c.round.year)
            written = draft.save_boxes(amend(pledge, _RENEWED_FOR, by=by), {"deed": more}, by=by)
            confirm_items(written, by=by)
            propose(written, by=by)
    with at(c.day(31)):
        for pledge in c.renewed():
            if not pledge.is_direct:
                judge(pledge, workflow.ENDORSE, Opinion("同意。"), by=c.own)
    with at(c.day(32)):
        for pledge in c.renewed():
            judge(pledge, workflow.REVIEW, Opinion(), by=c.above)
    _meet(c, c.renewed, 33)
    with at(c.day(36)):
        filing.file_many(c.renewed(), by=c.own)
    _show(c, c.renewed, 37)


def _write(c: Campaign, members: list[Member], goals: list[Goal]) -> None:
    deck = Deck(c.organisation, c.dice)
    subjects: list[Member | None] = [None, *members]
    for n, member in enumerate(subjects):
        goal = goals[n % len(goals)]
        if goal is Goal.NONE:
            continue
        by = _writer(c, member, n)
        boxes = deck.deal(member)
        with at(c.day(1 + n % 6)):
            pledge = (
                draft.open_for_member(c.round, member, by=by)
                if member
                else draft.open_for_organisation(c.round, c.organisation, by=by)
            )
            pledge = draft.save_boxes(pledge, boxes, by=by)
            confirm_items(pledge, by=by)
            c.rows.append((pledge, goal))
            if goal >= Goal.PROPOSED:
                propose(pledge, by=by)


def _writer(c: Campaign, member: Member | None, n: int) -> User:
    """The member himself; the organiser where an old member promised orally (C11), or for the organisation."""
    if member is None:
        return c.organiser
    if member.user is None or (n % 9 == 8 and member.user not in {c.own, c.organiser}):
        return c.organiser
    return member.user


def _review(c: Campaign) -> None:
    with at(c.day(9)):
        for pledge, goal in [(p, g) for p, g in c.rows if g is Goal.RETURNED]:
            judge(
                pledge, workflow.SEND_BACK, Opinion(_RETURNED_FOR), by=c.own if goal and pledge.member_id else c.above
            )
        for pledge in c.bound_for(Goal.ENDORSED):
            if pledge.member_id and not pledge.is_direct:
                judge(pledge, workflow.ENDORSE, Opinion("同意。"), by=c.own)
    with at(c.day(13)):
        for pledge in c.bound_for(Goal.REVIEWED):
            judge(pledge, workflow.REVIEW, Opinion(), by=c.above)


def _meet(c: Campaign, of: _Chosen, day: int) -> None:
    held = {kind: _meeting(c, kind, day + n) for n, kind in enumerate(CONFIRMING)}
    ballots = []
    counts = {kind: voters_present(m) for kind, m in held.items()}
    for pledge in of(Goal.CONFIRMED):
        against = 1 if c.dice.random() < 0.15 else 0
        leaders, delegates = counts[MeetingKind.LEADERS], counts[MeetingKind.DELEGATES]
        votes = {MeetingKind.LEADERS: Votes(leaders), MeetingKind.DELEGATES: Votes(delegates - against, against)}
        ballots.append(Ballot(pledge, pledge.version, tuple((held[kind], said) for kind, said in votes.items())))
    with at(c.day(day + 2)):
        _, refused = confirm_many(ballots, by=c.own)
        for meeting in held.values():
            meetings.close(meetings.write_minutes(meeting, _MINUTES, by=c.own, version=meeting.version), by=c.own)
    for _, sentence in refused:
        raise Refusal(sentence)


def _meeting(c: Campaign, kind: MeetingKind, days: int) -> Meeting:
    when = c.day(days)
    with at(when):
        meeting = meetings.convene(c.organisation, kind, when, "会议室", c.own.display_name, by=c.own)
        names = [c.own.display_name, c.organiser.display_name]
        meetings.enrol(meeting, Category.LEADER, [*names, "班子成员老周"], [], by=c.own)
        if kind is MeetingKind.DELEGATES:
            members = c.organisation.members.order_by("id").values_list("id", flat=True)[2:10]
            meetings.enrol(meeting, Category.MEMBER, [], members, by=c.own)
            meetings.enrol(meeting, Category.CITIZEN, CITIZENS, [], by=c.own)
    return meeting


def _show(c: Campaign, of: _Chosen, day: int) -> None:
    """提出 → 审核 → 审批 → 实施; the suggestions of the check are all taken."""
    names = known_names(c.organisation)
    with at(c.day(day)):
        rows = {}
        for pledge in of(Goal.PREPARED):
            content = pledge.current.content if pledge.current else {}
            edits = {p.key: p.suggested for p in passages(content, pledge.amendment_reason, names)}
            rows[pledge.pk] = prepare(pledge, edits, by=c.organiser, has_looked=True, names=names)
    steps = (
        (Goal.CHECKED, publicity.CHECK, c.above),
        (Goal.APPROVED, publicity.APPROVE, c.approver),
        (Goal.PUBLISHED, publicity.GO_LIVE, c.own),
    )
    for days, (goal, move, by) in enumerate(steps, day + 2):
        with at(c.day(days)):
            for pledge in of(goal):
                take_step(rows[pledge.pk], move, by=by)
