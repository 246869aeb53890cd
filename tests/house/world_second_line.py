"""Sectors, groups, and somebody in office who is on no roster."""

from datetime import date

from jiannuo.accounts.models import User
from jiannuo.orgs.actions import appoint
from jiannuo.orgs.models import GuidanceGroup, Role, Sector


class SecondLineThings:
    def used_sector(self):
        return self.keep(self.county.sector)

    def unused_sector(self):
        return self.keep(Sector.objects.create(code="traffic", name="交通系统"))

    def used_group(self):
        return self.keep(GuidanceGroup.objects.get())

    def unused_group(self):
        place, sector = self.county.town, self.county.sector
        return self.keep(GuidanceGroup.objects.create(name="清河镇教育组", organisation=place, sector=sector))

    def outsiders_office(self):
        """A citizens' representative of the branch."""
        citizen = User.objects.create_user("citizen", display_name="田水生")
        day = date(2011, 1, 1)
        return self.keep(
            appoint(by=None, user=citizen, organisation=self.county.branch, role=Role.CITIZEN, starts_on=day)
        )
