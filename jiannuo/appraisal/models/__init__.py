"""述 讲 点 评: what is said and counted about the keeping of pledges, with names or without, never both."""

from jiannuo.appraisal.models.comment import BranchComment, BranchCommentLine, Judgement, judgement_choices
from jiannuo.appraisal.models.grade_vote import GradeVote
from jiannuo.appraisal.models.leader import LeaderComment, Visit
from jiannuo.appraisal.models.report import SelfReport, SelfReportLine
from jiannuo.appraisal.models.survey import MutualAssessment, Survey
from jiannuo.appraisal.models.yearly import YearlyAppraisal

__all__ = [
    "BranchComment",
    "BranchCommentLine",
    "GradeVote",
    "Judgement",
    "LeaderComment",
    "MutualAssessment",
    "SelfReport",
    "SelfReportLine",
    "Survey",
    "Visit",
    "YearlyAppraisal",
    "judgement_choices",
]
