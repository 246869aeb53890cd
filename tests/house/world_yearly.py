"""The yearly appraisals of the branch and its member, at each step, for the permission matrix."""

from datetime import UTC, datetime

import time_machine

from jiannuo.appraisal.actions.yearly import Decision, Opinion, close, decide, propose
from jiannuo.appraisal.actions.yearly_draft import draft
from jiannuo.appraisal.actions.yearly_words import answer, publish, reply
from jiannuo.appraisal.models import YearlyAppraisal
from jiannuo.meetings.actions import convene, enrol
from jiannuo.meetings.models import Category, MeetingKind
from jiannuo.pledges.two_meetings import Votes

_HELD = datetime(2011, 3, 10, 1, 0, tzinfo=UTC)


class YearlyThings:
    """Mixed into World, which keeps `it`, the county and its users."""

    def yearly(self):
        """Of the member, reckoned."""
        draft(self.county.round, self.county.branch, by=self.users["secretary"])
        return self._the(self.county.member)

    def _the(self, member):
        return self.keep(YearlyAppraisal.objects.get(member=member, organisation=self.county.branch))

    def branch_with_yearly(self):
        self.yearly()
        return {"pk": self.county.branch.pk}

    def yearly_proposed(self):
        self.yearly()
        propose({self.it.pk: Opinion("qualified")}, by=self.users["secretary"])
        return self._the(self.county.member)

    def branch_with_yearly_proposed(self):
        self.yearly_proposed()
        by = self.users["secretary"]
        self.sat = convene(self.county.branch, MeetingKind.APPRAISAL, _HELD, "村委会", "李书记", by=by)
        enrol(self.sat, Category.BRANCH_MEMBER, ["到会甲", "到会乙"], [], by=by)
        return {"pk": self.county.branch.pk}

    def yearly_replied(self):
        self.yearly_proposed()
        reply(self.it, "走访记漏了。", by=self.users["member"])
        return self._the(self.county.member)

    def branch_with_yearly_decided(self):
        """The reply has been answered, so that it can be closed."""
        self.branch_with_yearly_proposed()
        reply(self.it, "走访记漏了。", by=self.users["member"])
        answer(self.it, "已补上。", by=self.users["secretary"])
        decide(Decision(self.sat, Votes(2), {self.it.pk: Opinion()}), by=self.users["secretary"])
        self._the(self.county.member)
        return {"pk": self.county.branch.pk}

    def yearly_decided(self):
        self.branch_with_yearly_decided()
        return self._the(self.county.member)

    def yearly_published(self):
        self.yearly_of_branch_closed()
        publish(self.it, "", by=self.users["town_secretary"], has_looked=True)
        return self._the(None)

    def yearly_of_branch_closed(self):
        """Of the branch itself, decided by the town half a month ago."""
        by, town = self.users["town_organiser"], self.county.town
        with time_machine.travel(datetime(2011, 3, 1, 1, 0, tzinfo=UTC)):
            draft(self.county.round, town, by=by)
            row = YearlyAppraisal.objects.get(organisation=self.county.branch, member=None)
            propose({row.pk: Opinion("qualified")}, by=by)
            held = datetime(2011, 2, 28, 1, 0, tzinfo=UTC)
            sat = convene(town, MeetingKind.LEADERS, held, "镇政府", "镇书记", by=by)
            enrol(sat, Category.LEADER, ["到会甲", "到会乙"], [], by=by)
            decide(Decision(sat, Votes(2), {row.pk: Opinion()}), by=by)
        close({row.pk: 0}, by=by)
        return self._the(None)
