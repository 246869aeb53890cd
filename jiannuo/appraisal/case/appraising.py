"""评诺: what was said by name in 述, 讲 and 点, as far as the reader may read it (C25–C27)."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet
from django.urls import reverse

from jiannuo.accounts.models import User
from jiannuo.appraisal.case.event import Event, minute_on
from jiannuo.appraisal.models import BranchComment, BranchCommentLine, Judgement, LeaderComment, SelfReport
from jiannuo.appraisal.periods import label_of
from jiannuo.appraisal.queries.comment import branch_comments_visible_to, comment_lines_visible_to
from jiannuo.appraisal.queries.leader import comments_visible_to
from jiannuo.appraisal.queries.report import reports_visible_to
from jiannuo.base.dates import local_day
from jiannuo.pledges.models import Pledge
from jiannuo.rounds.models import Practice


def events_of(user: User, pledge: Pledge) -> Iterator[Event]:
    """述 and 讲 of the pledge's items; 点 on its subject."""
    for report in reports_visible_to(user).filter(pledge=pledge).select_related("member"):
        yield _report(report)
    yield from _findings(user, pledge)
    subject = Q(member=pledge.member) if pledge.member_id else Q(member=None, organisation=pledge.organisation_id)
    for comment in comments_visible_to(user).filter(subject, round=pledge.round_id, issued_at__isnull=False):
        yield _leaders(comment)


def _report(report: SelfReport) -> Event:
    lines = tuple(f"{line.item.text}——{line.text}" for line in report.lines.all() if line.text)
    label = label_of(report.round, Practice.SELF_REPORT, report.period)
    way = "会上口头述职" if report.is_spoken else "书面述职"
    return Event(
        on=report.on,
        at=minute_on(report.on, report.submitted_at),
        title=f"述职：{label}",
        drawing="person",
        by=f"{report.member.name}（{way}）",
        lines=(*lines, report.text) if report.text else lines,
    )


def _about(user: User, pledge: Pledge) -> QuerySet[BranchCommentLine]:
    of_items = Q(item__pledge=pledge)
    whole = Q(item=None, member=pledge.member) if pledge.member_id else Q(pk__in=[])
    rows = comment_lines_visible_to(user).filter(of_items | whole, comment__round=pledge.round_id)
    return rows.filter(comment__issued_at__isnull=False).order_by("comment__period", "item__position", "id")


def _findings(user: User, pledge: Pledge) -> Iterator[Event]:
    found: dict[int, list[BranchCommentLine]] = {}
    comments: dict[int, BranchComment] = {}
    for line in _about(user, pledge):
        found.setdefault(line.comment_id, []).append(line)
        comments[line.comment_id] = line.comment
    seen = set(branch_comments_visible_to(user).filter(pk__in=found).values_list("pk", flat=True))
    for pk, lines in found.items():
        comment = comments[pk]
        page = reverse("appraisal:meeting", args=[comment.organisation_id])
        yield Event(
            on=local_day(comment.meeting.held_at),
            at=minute_on(local_day(comment.meeting.held_at), comment.issued_at),
            title=f"支部讲评：{label_of(comment.round, Practice.BRANCH_COMMENT, comment.period)}",
            drawing="meeting",
            by=comment.organisation.short_name,
            lines=tuple(told for line in lines if (told := _said(line))),
            url=f"{page}?year={comment.round.year}&period={comment.period}" if pk in seen else "",
            action="看这次会议",
        )


def _said(line: BranchCommentLine) -> str:
    if line.item is None:
        return line.text
    found = f"{line.item.text}——{Judgement(line.verdict).label}"
    return f"{found}，{line.text}" if line.text else found


def _leaders(comment: LeaderComment) -> Event:
    label = label_of(comment.round, Practice.LEADER_COMMENT, comment.period)
    day = local_day(comment.issued_at) if comment.issued_at else comment.round.opens_on
    lines = tuple(f"{caption}：{words}" for caption, words in comment.boxes)
    by = f"{comment.superior.short_name}　{comment.by.display_name}"
    return Event(day, f"领导点评：{label}", "person", by, lines, at=comment.issued_at)
