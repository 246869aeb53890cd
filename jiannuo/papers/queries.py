from collections.abc import Iterable
from datetime import datetime

from django.db.models import F, Q, QuerySet

from jiannuo.accounts.models import User
from jiannuo.orgs.models import Member, Organisation
from jiannuo.orgs.offices import below, oversight
from jiannuo.papers.models import BatchState, PrintBatch
from jiannuo.pledges import queries as pledges
from jiannuo.pledges.models import Pledge, PledgeVersion, Review, Verdict
from jiannuo.pledges.workflow import Stage
from jiannuo.rounds.models import Round


def visible_to(user: User) -> QuerySet[PrintBatch]:
    """One's own batches, as long as the office that covered them lasts."""
    rows = PrintBatch.objects.filter(oversight(user), requested_by=user)
    return rows.select_related("organisation", "round").order_by("-id")


def printable(user: User, path: str, round_: Round) -> QuerySet[Pledge]:
    """Pledges with a submitted text at or below the path; an organisation's own before its members'."""
    rows = pledges.visible_to(user).filter(below(path), oversight(user), round=round_, current__isnull=False)
    rows = rows.exclude(stage=Stage.DRAFTED, amendment_reason="")  # taken back before anything was filed
    rows = rows.select_related("published__public_wording", "current__public_wording")
    return rows.order_by("path", F("member_id").asc(nulls_first=True))


def roster_names(rows: list[Pledge]) -> dict[int, list[str]]:
    """{branch: the names on its roster}; one query."""
    names: dict[int, list[str]] = {}
    branches = {row.organisation_id for row in rows}
    for branch_id, name in Member.objects.filter(branch_id__in=branches).values_list("branch_id", "name"):
        names.setdefault(branch_id, []).append(name)
    return names


def texts_of(rows: list[Pledge]) -> dict[int, PledgeVersion | None]:
    """{pledge: the one text that all its copies carry}; None: a draft. One query.

    While an amendment is under way the filed text stands (C35), else what was submitted last.
    """
    amended = [row.pk for row in rows if row.amendment_reason and row.stage not in {Stage.FILED, Stage.PUBLISHED}]
    is_filed = Q(filing__isnull=False) | Q(pk=F("pledge__published_id"))
    filed = PledgeVersion.objects.filter(is_filed, pledge__in=amended).select_related("public_wording")
    standing = {version.pledge_id: version for version in filed.order_by("number")}
    return {row.pk: standing.get(row.pk) or (None if row.stage == Stage.DRAFTED else row.current) for row in rows}


def branch_opinions(texts: Iterable[PledgeVersion | None]) -> dict[int, str]:
    """{version: what its branch wrote under 党支部审定意见}; one query."""
    found = Review.objects.filter(
        version__in=[text.pk for text in texts if text],
        organisation=F("version__pledge__organisation"),
        verdict__in=[Verdict.ENDORSED, Verdict.PASSED],
    )
    return dict(found.order_by("id").values_list("version_id", "opinion"))


def recent_of(user: User, organisation: Organisation) -> QuerySet[PrintBatch]:
    return visible_to(user).filter(organisation=organisation)[:10]


def takeable(now: datetime) -> QuerySet[PrintBatch]:
    """Batches that nobody is working on: never begun, or cut off and their lease run out."""
    cut_off = Q(state=BatchState.RUNNING, lease_until__lt=now)
    return PrintBatch.objects.filter(Q(state=BatchState.WAITING) | cut_off).order_by("id")
