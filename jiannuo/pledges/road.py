"""Where a pledge stands on the road: seven stations with dates and hands, and for whom it waits.

Fetch the pledge through `with_hands`: it brings along everything that `stations` reads.
"""

from datetime import date, datetime

from django.db.models import Prefetch, QuerySet

from jiannuo.pledges import policies
from jiannuo.pledges.models import Pledge, PledgeVersion, Review, Verdict
from jiannuo.pledges.workflow import Stage
from jiannuo.ui.road import NAMES, Station, StationState

_ORDER = (Stage.PROPOSED, Stage.REVIEWED, Stage.CONFIRMED, Stage.FILED, Stage.PUBLISHED)
_Hand = tuple[date | datetime | None, str]
_NOBODY: _Hand = (None, "")


def with_hands(pledges: QuerySet[Pledge]) -> QuerySet[Pledge]:
    """The pledges with who did what to the current version, in two queries."""
    reviews = Prefetch("current__reviews", Review.objects.select_related("by", "organisation"))
    return pledges.select_related(
        "round",
        "member",
        "organisation__parent",
        "recorded_by",
        "published",
        "current__frozen_by",
        "current__confirmation__by",
        "current__filing__by",
        "current__filing__receiver",
    ).prefetch_related(reviews)


def reached(pledge: Pledge) -> int:
    """How many stations lie behind: 0 while it is being written, 5 when it is public."""
    if pledge.stage in {Stage.DRAFTED, Stage.RETURNED}:
        return 0
    return _ORDER.index(Stage.PROPOSED if pledge.stage == Stage.ENDORSED else Stage(pledge.stage)) + 1


def is_taken_down(pledge: Pledge) -> bool:
    """It was public and is no more; what it promises goes on."""
    return pledge.stage == Stage.FILED and pledge.taken_down_at is not None


def waits_for(pledge: Pledge) -> str:
    """Whose move it is now, by name."""
    organisation = pledge.organisation
    above = organisation.parent.name if organisation.parent else organisation.name
    match pledge.stage:
        case Stage.DRAFTED | Stage.RETURNED:
            return pledge.subject_name
        case Stage.PROPOSED | Stage.ENDORSED:
            own = policies.needs_opinion(pledge) or policies.binding_id(pledge) == organisation.pk
            return organisation.name if own else above
        case Stage.CONFIRMED:
            return organisation.name if pledge.member_id else above
        case Stage.PUBLISHED:
            return pledge.subject_name
    if is_taken_down(pledge):
        return pledge.subject_name
    return organisation.name


def passed_review(version: PledgeVersion) -> Review | None:
    """The review that bound, among those fetched along."""
    return next((r for r in version.reviews.all() if r.verdict == Verdict.PASSED), None)


def _hands(pledge: Pledge) -> tuple[_Hand, ...]:
    """When and by whom each of the first five stations was passed."""
    version = pledge.current
    if version is None:
        return (_NOBODY,) * 5
    review = passed_review(version)
    confirmation = getattr(version, "confirmation", None)
    filing = getattr(version, "filing", None)
    return (
        (version.frozen_at, version.frozen_by.display_name),
        (review.at, review.by.display_name) if review else _NOBODY,
        (confirmation.at, confirmation.by.display_name) if confirmation else _NOBODY,
        (filing.at, filing.by.display_name) if filing else _NOBODY,
        (pledge.stage_at, pledge.organisation.short_name) if pledge.stage == Stage.PUBLISHED else _NOBODY,
    )


def _here(pledge: Pledge, index: int) -> Station:
    state: StationState = "back" if pledge.stage == Stage.RETURNED else "here"
    return Station(NAMES[index], state, at=pledge.stage_at, waiting_for=waits_for(pledge))


def stations(pledge: Pledge) -> list[Station]:
    """The whole road of one pledge. What is filed is kept from then on, whether it hangs on the board or not."""
    behind, hands = reached(pledge), _hands(pledge)
    done = [Station(NAMES[i], "done", at=hands[i][0], by=hands[i][1]) for i in range(behind)]
    if pledge.stage == Stage.FILED:
        down = Station(NAMES[behind], "down", at=pledge.taken_down_at)
        shown = down if is_taken_down(pledge) else _here(pledge, behind)
        kept = Station(NAMES[behind + 1], "here", at=pledge.stage_at, waiting_for=pledge.subject_name)
        return [*done, shown, kept, Station(NAMES[-1])]
    return [*done, _here(pledge, behind), *(Station(name) for name in NAMES[behind + 1 :])]
