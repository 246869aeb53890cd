"""述 讲 点 评: what is said and counted about the keeping of pledges, with names or without, never both."""

from jiannuo.appraisal.models.leader import LeaderComment, Visit

__all__ = ["LeaderComment", "Visit"]
