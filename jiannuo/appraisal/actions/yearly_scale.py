"""The round's weights and floors, changed until anything has been decided by them (C29)."""

from typing import Any

from django.db import transaction

from jiannuo.accounts.models import User
from jiannuo.appraisal.policies.yearly import why_not_weigh
from jiannuo.appraisal.queries.yearly import is_decided
from jiannuo.base.errors import require
from jiannuo.rounds.actions import set_appraisal_terms
from jiannuo.rounds.models import Round


@transaction.atomic
def set_scale(round_: Round, terms: dict[str, Any], *, by: User, version: int | None = None) -> Round:
    """The round is locked first: a decision that comes between is seen, and this is undone with it."""
    round_ = set_appraisal_terms(round_, terms, by=by, version=version)
    require(why_not_weigh(round_, is_decided=is_decided(round_)))
    return round_
