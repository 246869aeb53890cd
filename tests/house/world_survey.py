"""群众评议会议 and 互评 of the branch, at each step, for the permission matrix."""

from datetime import timedelta

from django.utils import timezone

from jiannuo.appraisal.actions.meeting import Arranged
from jiannuo.appraisal.actions.mutual import start_mutual
from jiannuo.appraisal.actions.survey import Asked, Group, Slips, hold_survey, open_survey, take_roll
from jiannuo.appraisal.models import BranchComment, Survey
from jiannuo.ballots.actions import cast, close, confirm
from jiannuo.ballots.actions.casting import seal
from jiannuo.meetings.models import Category
from jiannuo.rounds.models import Practice
from jiannuo.rounds.periods import period_numbered


def _six():
    return Slips(6, timezone.now() + timedelta(hours=2), 2)


class SurveyThings:
    """Mixed into World, which keeps `it`, the county and its users."""

    def survey(self):
        """Of the first half-year, six people on the roll, no box yet."""
        by, round_ = self.users["secretary"], self.county.round
        arranged = Arranged(timezone.now() - timedelta(hours=1), "村小学", "李书记")
        survey = hold_survey(round_, period_numbered(round_, Practice.SURVEY, 1), self.county.branch, arranged, by=by)
        return self.keep(take_roll(survey, {Category.CITIZEN: Group(6)}, by=by))

    def survey_counted(self):
        """Six voted, two scrutineers have counted and confirmed; the meeting's book is open."""
        self.survey()
        by = self.users["secretary"]
        opened = open_survey(self.it, Asked(), _six(), by=by)
        for slip in opened.slips:
            cast(opened.box, slip, seal(opened.box, {"overall": "satisfied"}))
        close(opened.box, opened.keys.sheets, by=by)
        confirm(opened.box, by=self.users["organiser"])
        return self.keep(Survey.objects.get(pk=self.it.pk))

    def branch_with_counted_survey(self):
        self.survey_counted()
        return {"pk": self.county.branch.pk}

    def mutual(self):
        """Open in the branch's meeting."""
        self.sitting()
        comment = BranchComment.objects.get(meeting=self.it)
        slips = Slips(3, timezone.now() + timedelta(hours=2), 2)
        return self.keep(start_mutual(comment, slips, in_detail=True, by=self.users["secretary"])[0])
