from django.db.models import Exists, OuterRef, Q, QuerySet

from jiannuo.accounts.models import User
from jiannuo.orgs.models import Organisation
from jiannuo.orgs.offices import below, own_organisations, reach
from jiannuo.pledges.models import Pledge, PledgeVersion, Review
from jiannuo.pledges.workflow import Stage
from jiannuo.rounds.models import Round, WhoBinds


def own(user: User) -> Q:
    """Pledges the person makes as a member, alone or together with others."""
    joint = Pledge.co_signers.through.objects.filter(member__user=user).values("pledge_id")
    return Q(member__user=user) | Q(pk__in=joint)


def visible_to(user: User) -> QuerySet[Pledge]:
    """One's own, and those in the reach of one's offices. Lists, details and exports all start here."""
    return _with_parts(Pledge.objects.filter(own(user) | reach(user, sector_field="sector_id")))


def _with_parts(rows: QuerySet[Pledge]) -> QuerySet[Pledge]:
    return rows.select_related("round", "organisation", "organisation__parent", "member", "current")


def awaiting(user: User) -> QuerySet[Pledge]:
    """C12: where the person's office is the one to act now, opinion or binding review; longest waiting first.

    The rule of `policies` said in SQL; a test walks both over every case. Own texts and proposals are left out.
    """
    offices = own_organisations(user)
    if not offices:
        return Pledge.objects.none()
    here, above = Q(organisation_id__in=offices), Q(organisation__parent_id__in=offices)
    of_member, branch_binds = Q(member__isnull=False), Q(round__who_binds=WhoBinds.BRANCH)
    proposed, endorsed = Q(stage=Stage.PROPOSED), Q(stage=Stage.ENDORSED)
    of_branch = (
        here & of_member & ((branch_binds & (proposed | endorsed)) | (~branch_binds & proposed & Q(is_direct=False)))
    )
    of_superior = above & (~of_member | (~branch_binds & (endorsed | (proposed & Q(is_direct=True)))))
    near = Organisation.objects.filter(Q(pk__in=offices) | Q(parent_id__in=offices))
    return (
        _with_parts(Pledge.objects.filter(of_branch | of_superior))
        .filter(organisation_id__in=near.values("pk"), stage__in=[Stage.PROPOSED, Stage.ENDORSED])
        .exclude(proposed_by=user)
        .exclude(own(user))
        .exclude(Exists(Review.objects.filter(version=OuterRef("current"), by=user)))
        .order_by("stage_at", "id")
    )


def not_filed(user: User, organisation: Organisation, round_: Round) -> QuerySet[Pledge]:
    """C15: proposed at least once, at or below the organisation, and the present text has no receipt yet."""
    return (
        visible_to(user)
        .filter(below(organisation.path or ""), round=round_, current__isnull=False)
        .exclude(stage__in=[Stage.FILED, Stage.PUBLISHED])
        .order_by("path", "id")
    )


def awaiting_receipt(user: User, organisation: Organisation, round_: Round) -> QuerySet[Pledge]:
    """C15: confirmed, and this organisation gives the receipt: its members' pledges and those of the level below."""
    by_members = Q(organisation=organisation, member__isnull=False)
    by_children = Q(organisation__parent=organisation, member__isnull=True)
    return (
        visible_to(user)
        .filter(by_members | by_children, round=round_, stage=Stage.CONFIRMED)
        .order_by("stage_at", "id")
    )


def awaiting_meetings(user: User, organisation: Organisation, round_: Round) -> QuerySet[Pledge]:
    """C13: reviewed pledges of the organisation and its members that two meetings are to decide."""
    return (
        visible_to(user)
        .filter(organisation=organisation, round=round_, stage=Stage.REVIEWED)
        .order_by("member_id", "id")
    )


def versions_of(pledge: Pledge) -> QuerySet[PledgeVersion]:
    """All frozen texts of a pledge that the caller may see, with what became of them."""
    return PledgeVersion.objects.filter(pledge=pledge).select_related(
        "frozen_by", "confirmation", "filing", "filing__receiver", "filing__by"
    )
