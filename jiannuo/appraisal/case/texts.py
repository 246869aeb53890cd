"""The texts of a pledge, what was said and decided about them, the receipts, and when it went public (C11–C15, C35)."""

from collections.abc import Iterator

from django.urls import reverse

from jiannuo.accounts.models import User
from jiannuo.appraisal.case.event import Event
from jiannuo.base.dates import local_day
from jiannuo.journal import queries as journal
from jiannuo.pledges import workflow
from jiannuo.pledges.models import Decision, Filing, Pledge, PledgeVersion, Review
from jiannuo.pledges.taking_down import words_of


def events_of(user: User, pledge: Pledge) -> Iterator[Event]:
    """Versions, reviews, votes, receipts, publication; but for a typed reason, whoever sees the pledge sees all."""
    yield from _versions(pledge)
    yield from _reviews(pledge)
    yield from _decisions(pledge)
    yield from _filings(pledge)
    yield from _publications(user, pledge)


def _versions(pledge: Pledge) -> Iterator[Event]:
    for version in PledgeVersion.objects.filter(pledge=pledge).select_related("frozen_by"):
        url = reverse("pledges:version", args=[pledge.pk, version.number])
        if version.number > 1:
            url = f"{reverse('pledges:diff', args=[pledge.pk])}"
        said = (f"原因：{version.reason}",) if version.reason else ()
        if version.content["is_oral"]:
            said = (*said, f"口头承诺，由{version.content['recorded_by']}代录。")
        items = tuple(f"{n}．{item['text']}" for n, item in enumerate(version.content["items"], start=1))
        yield Event(
            on=local_day(version.frozen_at),
            at=version.frozen_at,
            title=_title(version),
            drawing="pledge",
            by=version.frozen_by.display_name,
            lines=(*said, *items),
            url=url,
            action="看这一稿" if version.number == 1 else "对照前后两稿",
        )


def _title(version: PledgeVersion) -> str:
    """充实完善 (C35) is of a text that was filed, and has its reason; what was sent back and changed is 提诺 again."""
    if version.reason:
        return f"充实完善：第{version.number}稿"
    return f"{'提诺' if version.number == 1 else '修改后再次提诺'}：第{version.number}稿"


def _reviews(pledge: Pledge) -> Iterator[Event]:
    rows = Review.objects.filter(version__pledge=pledge).select_related("by", "organisation", "version")
    for review in rows:
        yield Event(
            on=local_day(review.at),
            at=review.at,
            title=f"审诺：{review.get_verdict_display()}（第{review.version.number}稿）",
            drawing="review",
            by=f"{review.organisation.short_name}　{review.by.display_name}",
            lines=(review.opinion,) if review.opinion else (),
        )


def _decisions(pledge: Pledge) -> Iterator[Event]:
    rows = Decision.objects.filter(version__pledge=pledge).select_related("meeting__organisation", "version")
    for decision in rows.order_by("id"):
        meeting = decision.meeting
        votes = f"赞成{decision.ayes}票，反对{decision.noes}票，弃权{decision.abstentions}票"
        told = f"到会可表决{decision.present}人，{votes}，{'通过' if decision.is_passed else '没有通过'}"
        yield Event(
            on=local_day(meeting.held_at),
            at=meeting.held_at,
            title=f"定诺：{meeting.get_kind_display()}（第{decision.version.number}稿）",
            drawing="meeting",
            by=f"{meeting.place}，{meeting.chair}主持",
            lines=(told,),
        )


def _filings(pledge: Pledge) -> Iterator[Event]:
    for filing in Filing.objects.filter(version__pledge=pledge).select_related("receiver", "by", "version"):
        yield Event(
            on=local_day(filing.at),
            at=filing.at,
            title=f"备案：{filing.number}",
            drawing="filing",
            by=f"{filing.receiver.short_name}　{filing.by.display_name}",
            url=reverse("pledges:receipt", args=[pledge.pk, filing.version.number]),
            action="看回执",
        )


def _publications(user: User, pledge: Pledge) -> Iterator[Event]:
    """As the journal has it: the publishing check itself is a room above."""
    for entry in journal.of(pledge).filter(verb__in=[workflow.PUBLISH.name, workflow.TAKE_DOWN.name]):
        number = entry.detail.get("version_number", "")
        is_down = entry.verb == workflow.TAKE_DOWN.name
        word = "撤下公示" if is_down else "公示"
        said = "".join(words_of(user, pledge, entry)) if is_down else ""
        yield Event(
            on=local_day(entry.at),
            at=entry.at,
            title=f"{word}：第{number}稿" if number else word,
            drawing="board",
            by=entry.actor,
            lines=(said,) if said else (),
        )
