"""What lies on a reviewer's table: the text as proposed, what the machine noticed, near-copies, earlier opinions."""

from dataclasses import dataclass

from jiannuo.accounts.models import User
from jiannuo.base.dates import local_day
from jiannuo.pledges.hints import hints_in
from jiannuo.pledges.jointly import Joint, joint_of
from jiannuo.pledges.likeness import Likeness, likeness_of
from jiannuo.pledges.models import Pledge, Review, Verdict
from jiannuo.pledges.sheet import Line, sections


@dataclass(frozen=True, slots=True)
class Entry:
    """One item under review: the line of the sheet, hints (C5), near-copies, and the comment typed so far."""

    line: Line
    hints: tuple[str, ...]
    likeness: Likeness
    comment: str


@dataclass(frozen=True, slots=True)
class Case:
    """An open case: the boxes with their entries, and all opinions given on this and earlier versions."""

    parts: tuple[tuple[str, tuple[Entry, ...]], ...] = ()
    said: tuple["Said", ...] = ()
    unit_and_post: str = ""
    joint: Joint | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """One opinion as it is shown: whose, on which version, the comments by the number of their item."""

    review: Review
    comments: tuple[tuple[int, str], ...]

    @property
    def wanting(self) -> list[str]:
        return [point for point, is_met in self.review.points.items() if not is_met]

    @property
    def tone(self) -> str:
        return "going" if self.review.verdict in {Verdict.ENDORSED, Verdict.PASSED} else "soon"


def case_of(user: User, pledge: Pledge, comments: dict[str, str]) -> Case:
    """Everything on one page, in the same number of queries whatever its length."""
    version = pledge.current
    if version is None:
        return Case()
    written_on = local_day(version.frozen_at)
    hints = {item["uid"]: tuple(hints_in(item, pledge, written_on)) for item in version.content["items"]}
    near = likeness_of(user, pledge)
    parts = tuple(
        (section.label, tuple(_entry(line, hints, near, comments) for line in section.lines))
        for section in sections(version, pledge.round)
    )
    return Case(parts, said_of(pledge), version.content["subject"].get("unit_and_post", ""), joint_of(pledge))


def said_of(pledge: Pledge) -> tuple[Said, ...]:
    """Every opinion on every version, the newest first."""
    reviews = Review.objects.filter(version__pledge=pledge).select_related("by", "organisation", "version")
    return tuple(_said(review, pledge) for review in reviews.order_by("-id"))


def _said(review: Review, pledge: Pledge) -> Said:
    numbers = {line.uid: line.number for section in sections(review.version, pledge.round) for line in section.lines}
    comments = ((numbers.get(uid, 0), words) for uid, words in review.comments.items())
    return Said(review, tuple(sorted(comments)))


def _entry(line: Line, hints: dict[str, tuple[str, ...]], near: dict[str, Likeness], comments: dict[str, str]) -> Entry:
    return Entry(line, hints.get(line.uid, ()), near.get(line.uid, Likeness()), comments.get(line.uid, ""))
