"""Joint pledges (C11): which joint signers have agreed to the text under way, and which have not."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from jiannuo.orgs.models import Member
from jiannuo.pledges.models import Agreement, Pledge
from jiannuo.pledges.workflow import DECLINE, Stage

UNSIGNED = "unsigned"  # in a filter beside the stages


def unsigned(pledges: QuerySet[Pledge]) -> QuerySet[Pledge]:
    """C11: submitted, and a joint signer has not agreed: as many as the desk of the branch says."""
    return pledges.filter(waits_for_signers(), stage__in=DECLINE.sources)


def waits_for_signers() -> Exists:
    """C11: whether a joint signer has not agreed to the text under way."""
    said = Agreement.objects.filter(version=OuterRef("pledge__current"), member=OuterRef("member"))
    return Exists(Pledge.co_signers.through.objects.filter(~Exists(said), pledge=OuterRef("pk")))


def not_agreed(pledge: Pledge) -> list[Member]:
    """C11: the joint signers who have not agreed to the text under way; asks nothing where nobody signs with."""
    if pledge.current is None or not pledge.current.content["co_signers"]:
        return []
    said = Agreement.objects.filter(version_id=pledge.current_id).values("member")
    return list(pledge.co_signers.exclude(pk__in=said).order_by("pk"))


def agreements_of(pledge: Pledge) -> QuerySet[Agreement]:
    """Who has agreed to the text under way, and how."""
    return Agreement.objects.filter(version_id=pledge.current_id).select_related("member", "by")


@dataclass(frozen=True, slots=True)
class Joint:
    """How the joint signers stand to the submitted text."""

    agreed: tuple[Agreement, ...] = ()
    silent: tuple[Member, ...] = ()


def joint_of(pledge: Pledge) -> Joint | None:
    """None where nobody signs with, or nothing is submitted; what passed before agreements were asked names none."""
    if pledge.stage in {Stage.DRAFTED, Stage.RETURNED} or pledge.current is None:
        return None
    if not pledge.current.content["co_signers"]:
        return None
    is_asked = pledge.stage in {Stage.PROPOSED, Stage.ENDORSED}
    agreed = tuple(agreements_of(pledge))
    return Joint(agreed, tuple(not_agreed(pledge)) if is_asked else ()) if agreed or is_asked else None
