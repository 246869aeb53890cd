"""The household's own writes: what has served its time goes, what is newly expected is written down."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from jiannuo.accounts.models import Submission, User
from jiannuo.duties.actions import expect_proposals
from jiannuo.operations import queries

_REMEMBERED = timedelta(days=2)  # how long a form sent twice is recognised


@transaction.atomic
def tidy(*, by: User | None = None) -> int:  # noqa: ARG001  the clock asks, nobody else
    """Forget expired sign-ins and the keys of forms sent long ago. Returns how many rows went."""
    sessions, _ = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    submissions, _ = Submission.objects.filter(at__lt=timezone.now() - _REMEMBERED).delete()
    return sessions + submissions


@transaction.atomic
def expect_of_newcomers(*, by: User | None = None) -> int:
    """C24: organisations and members that came after the round opened are expected to promise as well."""
    round_ = queries.round_with_newcomers()
    return expect_proposals(round_, round_.organisation, by=by) if round_ else 0
