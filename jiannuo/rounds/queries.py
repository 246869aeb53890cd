from django.db.models import QuerySet

from jiannuo.base.dates import today
from jiannuo.orgs.models import Organisation
from jiannuo.rounds.models import ClassGuidance, Round


def current() -> Round | None:
    """The latest round that has opened; None before the first."""
    return Round.objects.filter(opens_on__lte=today()).order_by("-year").first()


def before(round_: Round) -> Round | None:
    return Round.objects.filter(year__lt=round_.year).order_by("-year").first()


def guidance_for(round_: Round, organisation: Organisation, subject: str) -> ClassGuidance | None:
    """C4: what the nearest body at or above the organisation says to its class; one query."""
    ids = [int(part) for part in (organisation.path or "").strip("/").split("/") if part]
    return (
        ClassGuidance.objects.filter(
            round=round_, org_class=organisation.org_class, subject=subject, organisation_id__in=ids
        )
        .select_related("organisation")
        .order_by("-organisation__path")
        .first()
    )


def milestones(round_: Round) -> dict[str, tuple[object, str]]:
    """{step: (due_on, how it was reckoned)}."""
    return {m.step: (m.due_on, m.reckoning) for m in round_.milestones.all()}


def all_rounds() -> QuerySet[Round]:
    """Rounds are known to everybody who has signed in."""
    return Round.objects.order_by("-year")
