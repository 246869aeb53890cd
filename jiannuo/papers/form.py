"""A filled-in form: one copy of 附件1 or 附件2."""

from jiannuo.papers.member_pledge import MemberPledge
from jiannuo.papers.org_pledge import OrgPledge

Form = OrgPledge | MemberPledge
