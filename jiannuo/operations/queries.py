from django.db.models import Exists, OuterRef

from jiannuo.duties.models import Duty, DutyKind
from jiannuo.orgs.models import Member, Organisation, OrgKind
from jiannuo.orgs.offices import below
from jiannuo.rounds.models import Round
from jiannuo.rounds.queries import current


def round_with_newcomers() -> Round | None:
    """The current round, when somebody in its territory has no duty in it yet."""
    round_ = current()
    if round_ is None:
        return None
    path = round_.organisation.path or ""
    duties = Duty.objects.filter(round=round_, kind=DutyKind.PROPOSE)
    members = Member.objects.filter(below(path, field="branch__path"), left_on__isnull=True)
    organisations = Organisation.objects.filter(below(path), closed_on__isnull=True, parent__isnull=False)
    is_expected = Exists(duties.filter(member=OuterRef("pk")))
    is_expected_itself = Exists(duties.filter(organisation=OuterRef("pk"), member__isnull=True))
    has_newcomers = (
        members.exclude(is_expected).exists()
        or organisations.exclude(kind=OrgKind.GROUP).exclude(is_expected_itself).exists()
    )
    return round_ if has_newcomers else None
