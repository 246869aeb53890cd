"""What every part of the desk needs to know, asked once: the round, its days, the person's own papers and offices."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Q

from jiannuo.accounts.models import User
from jiannuo.desk.founded import Founded, organisations_of
from jiannuo.duties.models import Duty, DutyKind
from jiannuo.orgs.models import Member, Organisation, OrgKind, Role
from jiannuo.orgs.offices import OFFICERS, Office, member_of, offices_of
from jiannuo.rounds import queries as rounds
from jiannuo.rounds.models import Round

_OWN = (DutyKind.PROPOSE, DutyKind.SELF_REPORT)


@dataclass(frozen=True)
class Situation:
    """One person in the current round."""

    user: User
    round: Round
    latest: list[Round]  # this round and the one before it
    dues: dict[str, date]
    member: Member | None
    offices: list[Office]
    organisations: dict[int, Organisation]  # of the offices
    founded: dict[int, Founded]  # how far those are that the person keeps
    duties: list[Duty] = field(default_factory=list)  # to propose
    reports: list[Duty] = field(default_factory=list)  # 述, the person's own

    @cached_property
    def years(self) -> dict[int, int]:
        """Of these rounds, by their numbers."""
        return {round_.pk: round_.year for round_ in self.latest}

    @property
    def run(self) -> list[Organisation]:
        """The organisations whose papers the person runs."""
        ids = dict.fromkeys(o.organisation_id for o in self.offices if o.role in OFFICERS)
        return [self.organisations[pk] for pk in ids]

    @property
    def only_branch(self) -> Organisation | None:
        """The branch of all offices, where it is one."""
        found = {o.organisation_id for o in self.offices}
        only = self.organisations.get(found.pop()) if len(found) == 1 else None
        return only if only and only.kind == OrgKind.BRANCH else None

    @property
    def run_with_children(self) -> list[Organisation]:
        return [o for o in self.run if o.kind != OrgKind.BRANCH]

    def holding(self, *roles: Role) -> list[Office]:
        return [o for o in self.offices if o.role in roles]

    def organisation_of(self, office: Office) -> Organisation:
        return self.organisations[office.organisation_id]


def situation_of(user: User) -> Situation | None:
    """None before the first round has opened."""
    latest = rounds.latest()
    if not latest:
        return None
    current = latest[0]
    offices = offices_of(user)
    organisations, founded = organisations_of(offices, current)
    run = [o.organisation_id for o in offices if o.role in OFFICERS]
    member = member_of(user)
    proposals = Q(organisation_id__in=run, kind=DutyKind.PROPOSE)
    mine = proposals | (Q(member=member, kind__in=_OWN) if member else Q(pk__in=[]))
    found_duties = list(Duty.objects.filter(mine, round=current).order_by("due_on", "id"))
    return Situation(
        user=user,
        round=current,
        latest=latest,
        dues={m.step: m.due_on for m in current.milestones.all()},
        member=member,
        offices=offices,
        organisations=organisations,
        founded=founded,
        duties=[duty for duty in found_duties if duty.kind == DutyKind.PROPOSE],
        reports=[duty for duty in found_duties if duty.kind == DutyKind.SELF_REPORT],
    )
