from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from jiannuo.accounts.models import User
from jiannuo.base.dates import today
from jiannuo.orgs.models import Organisation, OrgClass
from jiannuo.orgs.offices import offices_of
from jiannuo.rounds.examples import Examples, built_in
from jiannuo.rounds.models import ClassGuidance, Round, Step


def current() -> Round | None:
    """The latest round that has opened; None before the first."""
    return Round.objects.filter(opens_on__lte=today()).order_by("-year").first()


def coming() -> Round | None:
    """The next round that has not opened yet."""
    return Round.objects.filter(opens_on__gt=today()).order_by("opens_on").first()


def latest() -> list[Round]:
    """The current round and the one before it."""
    return list(Round.objects.filter(opens_on__lte=today()).order_by("-year")[:2])


def opened(year: int | None) -> Round | None:
    """The round of the year asked for, when it has opened; else the current one."""
    found = Round.objects.filter(year=year, opens_on__lte=today()).first() if year else None
    return found or current()


def latest_years() -> list[int]:
    """The current round's year and the one before."""
    return list(Round.objects.filter(opens_on__lte=today()).order_by("-year").values_list("year", flat=True)[:2])


def before(round_: Round) -> Round | None:
    return Round.objects.filter(year__lt=round_.year).order_by("-year").first()


def last_of(organisation: Organisation, year: int) -> Round | None:
    """The body's latest round before the year: a new one begins with its settings."""
    return Round.objects.filter(organisation=organisation, year__lt=year).order_by("-year").first()


def guidable() -> list[Round]:
    """Guidance is written for the current round, and for the one that comes."""
    return [found for found in (current(), coming()) if found]


def _line(organisation: Organisation) -> list[int]:
    return [int(part) for part in (organisation.path or "").strip("/").split("/") if part]


def guidance_for(round_: Round, organisation: Organisation, subject: str) -> ClassGuidance | None:
    """C4: what the nearest body at or above the organisation says to its class; one query."""
    return (
        ClassGuidance.objects.filter(
            round=round_, org_class=organisation.org_class, subject=subject, organisation_id__in=_line(organisation)
        )
        .select_related("organisation")
        .order_by("-organisation__path")
        .first()
    )


@dataclass(frozen=True, slots=True)
class Advice:
    """What stands beside the boxes: text, hints, examples by kind, and who says it ("" for the built-in examples)."""

    text: str
    hints: list[str]
    examples: Examples
    source: str


def advice_for(round_: Round, organisation: Organisation, subject: str) -> Advice:
    """The guidance that applies, with the built-in examples for every kind on which it gives none."""
    guidance = guidance_for(round_, organisation, subject)
    examples = built_in(organisation.org_class, subject)
    if guidance is None:
        return Advice("", [], examples, "")
    written: Examples = {}
    for example in guidance.examples:
        written.setdefault(example["kind"], []).append(example["text"])
    return Advice(guidance.text, guidance.hints, examples | written, guidance.organisation.name)


def line_of_guidance(round_: Round, organisation: Organisation, subject: str) -> list[tuple[Organisation, bool]]:
    """From the organisation up to the root: who has written for its class. The first who has applies."""
    wrote = set(
        ClassGuidance.objects.filter(
            round=round_, org_class=organisation.org_class, subject=subject, organisation_id__in=_line(organisation)
        ).values_list("organisation_id", flat=True)
    )
    bodies = Organisation.objects.filter(pk__in=_line(organisation)).order_by("-path")
    return [(body, body.pk in wrote) for body in bodies]


def bodies_of(user: User) -> QuerySet[Organisation]:
    """Organisations where the person holds an office today, or to which the own guidance group is attached."""
    return Organisation.objects.filter(pk__in=[o.organisation_id for o in offices_of(user)]).order_by("path")


def guidance_of_bodies(round_: Round, ids: set[int]) -> dict[tuple[int, str, str], ClassGuidance]:
    """What several bodies have written, by (body, class, subject); one query."""
    rows = ClassGuidance.objects.filter(round=round_, organisation_id__in=ids)
    return {(row.organisation_id, row.org_class, row.subject): row for row in rows}


def kinds_of(round_: Round, subject: str) -> dict[str, str]:
    """C6: {kind: printed label} in the order of the form."""
    words = round_.terms["kinds"][subject]
    return {kind: words[kind] for kind in ("goal", "common", "post", "deed") if kind in words}


def guidance_of(round_: Round, organisation: Organisation) -> dict[tuple[str, str], ClassGuidance]:
    """What one body has written, by (class, subject)."""
    rows = ClassGuidance.objects.filter(round=round_, organisation=organisation, org_class__in=OrgClass.values)
    return {(row.org_class, row.subject): row for row in rows}


def milestones(round_: Round) -> dict[str, tuple[date, str]]:
    """{step: (due_on, how it was reckoned)} in the order of the road."""
    rows = {m.step: (m.due_on, m.reckoning) for m in round_.milestones.all()}
    return {step: rows[step] for step in Step.values if step in rows}


def all_rounds() -> QuerySet[Round]:
    """Rounds are known to everybody who has signed in."""
    return Round.objects.select_related("organisation").order_by("-year")
