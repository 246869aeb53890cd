"""Who may set up a round and who may write guidance for which class; the reason when not."""

from jiannuo.accounts.models import User
from jiannuo.base.dates import today
from jiannuo.orgs.models import Organisation, OrgClass, OrgKind, Sector
from jiannuo.orgs.offices import OFFICERS, holds, offices_of
from jiannuo.rounds.models import Cadence, Round
from jiannuo.rounds.periods import periods_in, window_of


def why_not_open(user: User, organisation: Organisation | None) -> str:
    """A round is opened at the root of the tree (C31)."""
    if organisation is None or organisation.parent_id is not None:
        return "新一轮公开承诺由最上级党组织开启。"
    return "" if holds(user, OFFICERS, organisation.pk) else f"开启新一轮须由{organisation.name}的书记或组织委员办理。"


def why_not_edit(user: User, round_: Round) -> str:
    """The calendar belongs to the organisation that opened the round."""
    if holds(user, OFFICERS, round_.organisation_id):
        return ""
    return f"轮次的日程和用语由{round_.organisation.name}的书记或组织委员修改。"


def why_not_beat(round_: Round, cadence: Cadence, times_a_year: int) -> str:
    """A frequency stands once its first period is being attended to: what was done in it must keep its meaning."""
    if times_a_year == cadence.times_a_year:
        return ""
    first = next(iter(periods_in(round_, cadence)), None)
    if first is None or today() < window_of(first, cadence).opens_on:
        return ""
    name = cadence.get_practice_display()
    return f"本轮{first.label}的{name}已经开始，频次不能再改，下一轮可以改；起止天数现在仍可以改。"


def guided_classes(user: User, organisation: Organisation) -> frozenset[str]:
    """The classes that the person guides through a sector's group at exactly this organisation (C32)."""
    sectors = [o.sector_id for o in offices_of(user) if o.sector_id and o.organisation_id == organisation.pk]
    if not sectors:
        return frozenset()
    return frozenset(c for s in Sector.objects.filter(pk__in=sectors) for c in s.classes)


def classes_guided(user: User, organisation: Organisation) -> frozenset[str]:
    """All classes on which the person may write at this body."""
    if organisation.kind == OrgKind.COMMITTEE and holds(user, OFFICERS, organisation.pk):
        return frozenset(OrgClass.values)
    return guided_classes(user, organisation)


def why_not_guide(user: User, organisation: Organisation, org_class: str) -> str:
    """C4: a committee's officers guide every class below it, a guidance group the classes of its sector."""
    if org_class in classes_guided(user, organisation):
        return ""
    return "指导意见由党委的书记、组织委员编写，系统指导小组编写本系统的类别。"
