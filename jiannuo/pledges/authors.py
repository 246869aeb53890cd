"""Whose words a pledge is, and whose an unsubmitted text (C11): a first draft is read by nobody above its writers."""

from django.db.models import Exists, OuterRef, Q

from jiannuo.accounts.models import User
from jiannuo.orgs.models import Member
from jiannuo.orgs.offices import OFFICERS, holds, own_organisations
from jiannuo.pledges.models import Pledge
from jiannuo.pledges.workflow import Stage

_FIRST_DRAFT = Q(stage=Stage.DRAFTED, amendment_reason="")  # nothing was filed that could be shown instead


def is_own(user: User, pledge: Pledge) -> bool:
    """The member's own pledge (joint ones belong to the first signer, who writes)."""
    return pledge.member is not None and pledge.member.user_id == user.pk


def records(user: User, pledge: Pledge) -> bool:
    """代录 (C11): officers write their organisation's own, and a member's that was recorded or lacks a sign-in."""
    if not holds(user, OFFICERS, pledge.organisation_id):
        return False
    return pledge.member is None or pledge.is_oral or pledge.member.user_id is None


def opens_to_office(user: User, pledge: Pledge) -> bool:
    """Whether an office lets the person read this one, if it is in its reach."""
    is_first_draft = pledge.stage == Stage.DRAFTED and not pledge.amendment_reason
    return not is_first_draft or records(user, pledge)


def open_to_office(user: User) -> Q:
    """The same said in SQL, for lists; a test walks both over every case."""
    without_sign_in = Exists(Member.objects.filter(pk=OuterRef("member_id"), user__isnull=True))
    recorded = Q(member__isnull=True) | Q(is_oral=True) | Q(without_sign_in)
    return ~_FIRST_DRAFT | Q(organisation_id__in=own_organisations(user)) & recorded
