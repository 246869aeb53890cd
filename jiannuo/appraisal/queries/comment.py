"""Who reads which 讲 (C26): the branch's officers and the levels above all of it, a member what concerns him."""

from django.db.models import Prefetch, Q, QuerySet

from jiannuo.accounts.models import User
from jiannuo.appraisal.models import BranchComment, BranchCommentLine
from jiannuo.orgs.models import Organisation
from jiannuo.orgs.offices import oversight, own_branch
from jiannuo.pledges.models import Pledge
from jiannuo.rounds.models import Round


def branch_comments_visible_to(user: User) -> QuerySet[BranchComment]:
    """Those one oversees, begun or issued; those of the own branch once they are issued."""
    branch = own_branch(user)
    issued = Q(issued_at__isnull=False, organisation_id__in=branch)
    rows = BranchComment.objects.filter(oversight(user) | issued)
    return rows.select_related("round", "organisation", "meeting", "issued_by")


def branch_comments_overseen_by(user: User) -> QuerySet[BranchComment]:
    """With all their lines, for those who look after the branch."""
    rows = BranchComment.objects.filter(oversight(user)).prefetch_related("lines")
    return rows.select_related("round", "organisation", "meeting", "by", "issued_by")


def comment_lines_visible_to(user: User) -> QuerySet[BranchCommentLine]:
    """All lines one oversees; of the own branch's issued words those about oneself and about the branch's pledge."""
    joint = Pledge.co_signers.through.objects.filter(member__user=user).values("pledge_id")
    mine = Q(member__user=user) | Q(item__pledge__in=joint)
    branch = own_branch(user)
    own = Q(comment__issued_at__isnull=False) & (mine | Q(member__isnull=True, comment__organisation_id__in=branch))
    rows = BranchCommentLine.objects.filter(oversight(user, path_field="comment__path") | own)
    return rows.select_related("comment__organisation", "comment__meeting", "comment__round", "member", "item")


def comment_of(round_: Round, period: int, organisation: Organisation) -> BranchComment | None:
    """The 讲 of a period with its lines. The caller has checked who may see the organisation."""
    lines = Prefetch("lines", BranchCommentLine.objects.select_related("item", "member"))
    rows = BranchComment.objects.filter(round=round_, period=period, organisation=organisation)
    return rows.select_related("meeting", "organisation", "round", "by", "issued_by").prefetch_related(lines).first()
