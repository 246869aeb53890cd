"""Whose an unsubmitted text is (C11): a first draft is read by those who write it and by nobody above them."""

from django.db.models import Exists, OuterRef, Q

from jiannuo.accounts.models import User
from jiannuo.orgs.models import Member
from jiannuo.orgs.offices import own_organisations
from jiannuo.pledges.workflow import Stage

_FIRST_DRAFT = Q(stage=Stage.DRAFTED, amendment_reason="")  # nothing was filed that could be shown instead


def open_to_office(user: User) -> Q:
    """What an office lets one read of the pledges in its reach; `policies.records` said in SQL for the first drafts."""
    without_sign_in = Exists(Member.objects.filter(pk=OuterRef("member_id"), user__isnull=True))
    recorded = Q(member__isnull=True) | Q(is_oral=True) | Q(without_sign_in)
    return ~_FIRST_DRAFT | Q(organisation_id__in=own_organisations(user)) & recorded
