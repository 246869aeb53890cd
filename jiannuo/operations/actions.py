"""The household's own writes: what has served its time goes, what is newly expected is written down."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from jiannuo.accounts.actions import open_sign_in
from jiannuo.accounts.models import Submission, User
from jiannuo.base.dates import today
from jiannuo.base.errors import Refusal
from jiannuo.duties import queries as duties
from jiannuo.duties.actions import expect
from jiannuo.duties.actions.expected import note_reckoned
from jiannuo.fulfilment.actions import sheet
from jiannuo.operations import queries
from jiannuo.orgs.actions import appoint, found
from jiannuo.orgs.models import Organisation, OrgKind, Role
from jiannuo.orgs.roster.naming import class_below
from jiannuo.pledges.actions.stand import follow
from jiannuo.rounds.actions import open_round
from jiannuo.rounds.queries import current

_REMEMBERED = timedelta(days=2)  # how long a form sent twice is recognised


@transaction.atomic
def tidy(*, by: User | None = None) -> int:
    """Forget expired sign-ins, keys of forms sent long ago, what old ledger files said. Returns how many rows went."""
    sessions, _ = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    submissions, _ = Submission.objects.filter(at__lt=timezone.now() - _REMEMBERED).delete()
    return sessions + submissions + sheet.forget(by=by)


def expect_of_newcomers(*, by: User | None = None) -> int:
    """C24: what the current round expects, written down when it opens, each night, and when somebody comes or leaves.

    One transaction for each organisation right below the top, so that others may write in between. When only somebody
    came or left, only those places are reckoned; the night does the rest.
    """
    round_ = current()
    if round_ is None:
        return 0
    if duties.is_reckoned(round_):
        return sum(expect(round_, part, by=by) for part in queries.parts_that_stir(round_))
    below_top = Organisation.objects.filter(parent=round_.organisation_id).order_by("path")
    added = sum(expect(round_, part, by=by) for part in [*below_top, round_.organisation])
    follow(round_, by=by)
    note_reckoned(round_, by=by)
    return added


@transaction.atomic
def begin(name: str, code: str, level: str, secretary: str, *, by: User | None) -> tuple[User, str]:
    """The topmost organisation, this year's round and the first sign-in with its password."""
    if Organisation.objects.exists():
        raise Refusal("数据库里已经有单位，不能再建立最上级党组织。下级单位请在网页上添加或用花名册导入。")
    place = {"level": level, "org_class": class_below(name, None)}
    top = found(by=by, parent=None, code=code, name=name, kind=OrgKind.COMMITTEE, **place)
    user, password = open_sign_in(by=by, stem="shuji", display_name=secretary)
    appoint(by=by, user=user, organisation=top, role=Role.SECRETARY, starts_on=today())
    open_round(by=by, organisation=top, year=today().year)
    return user, password
