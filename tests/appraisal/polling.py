"""群众评议会议 and 互评 as tests hold them: convened, the roll taken, opened, voted, counted, confirmed."""

from datetime import timedelta

from django.utils import timezone

from jiannuo.appraisal.actions import survey as actions
from jiannuo.appraisal.actions.meeting import Arranged, hold
from jiannuo.appraisal.actions.mutual import start_mutual
from jiannuo.appraisal.models import Survey
from jiannuo.ballots.actions import cast, close, confirm
from jiannuo.ballots.actions.casting import seal
from jiannuo.meetings.models import Category
from jiannuo.meetings.queries import voters_present
from jiannuo.rounds.models import Practice
from jiannuo.rounds.periods import period_numbered

TWELVE = {Category.CITIZEN: actions.Group(7, ["王大娘", "孙师傅"]), Category.GROUP_HEAD: actions.Group(5)}


def slips(count, scrutineers=2):
    return actions.Slips(count, timezone.now() + timedelta(hours=2), scrutineers)


def convened(county, organisation=None, who="secretary", number=1, days_ago=0):
    period = period_numbered(county.round, Practice.SURVEY, number)
    arranged = Arranged(timezone.now() - timedelta(days=days_ago, hours=1), "村小学", "李书记")
    return actions.hold_survey(county.round, period, organisation or county.branch, arranged, by=county.users[who])


def vote(opened, chosen, *, remark=""):
    """One slip: {question key: option}."""
    token = opened.slips.pop()
    return cast(opened.box, token, seal(opened.box, chosen, remark))


def counted(opened, by, second):
    close(opened.box, opened.keys.sheets[:2], by=by)
    return confirm(opened.box, by=second)


def surveyed(county, answers, organisation=None, who="secretary", second="organiser", **more):
    """The whole meeting: `answers` are the options chosen for the organisation as a whole, one for each voter."""
    number, days_ago = more.pop("number", 1), more.pop("days_ago", 0)
    survey = convened(county, organisation, who, number, days_ago)
    by = county.users[who]
    actions.take_roll(survey, {Category.CITIZEN: actions.Group(len(answers))}, by=by)
    opened = actions.open_survey(survey, actions.Asked(**more), slips(len(answers)), by=by)
    for option in answers:
        vote(opened, {"overall": option, "members": option} if option else {})
    counted(opened, by, county.users[second])
    return Survey.objects.select_related("box", "meeting", "round", "organisation").get(pk=survey.pk)


def sitting(county):
    """The branch's meeting of the first quarter, everybody present."""
    period = period_numbered(county.round, Practice.BRANCH_COMMENT, 1)
    arranged = Arranged(timezone.now() - timedelta(hours=1), "村委会", "李书记")
    return hold(county.round, period, county.branch, arranged, by=county.users["secretary"])


def assessed(county, comment, answer, *, second="organiser", in_detail=True):
    """互评 of a whole branch: `answer(voter, question)` is the option, "" for none."""
    by = county.users["secretary"]
    count = voters_present(comment.meeting)
    mutual, opened = start_mutual(comment, slips(count), in_detail=in_detail, by=by)
    for voter in range(count):
        chosen = {q["key"]: answer(voter, q) for q in opened.box.questions}
        vote(opened, {key: option for key, option in chosen.items() if option})
    counted(opened, by, county.users[second])
    mutual.refresh_from_db()
    return mutual
