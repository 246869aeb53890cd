from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from jiannuo.accounts.models import User
from jiannuo.base.dates import said, today
from jiannuo.base.errors import Refusal, Stale, one_by_one, require
from jiannuo.base.text import clean
from jiannuo.journal.actions import record
from jiannuo.pledges.actions.moves import lock
from jiannuo.pledges.content import fingerprint_of
from jiannuo.pledges.models import Pledge, PledgeVersion
from jiannuo.pledges.reading import has_private_number
from jiannuo.publicity import policies, queries
from jiannuo.publicity.carried import earlier_words
from jiannuo.publicity.hiding import why_not_so
from jiannuo.publicity.models import OPEN_STATES, Publication
from jiannuo.publicity.public_copy import public_copy
from jiannuo.publicity.redaction import REASON, Passage, passages, spans_in
from jiannuo.publicity.workflow import State

_MOVED_ON = "内容已充实完善，请按新版本另行提出。"


@transaction.atomic
def prepare(
    pledge: Pledge,
    edits: dict[str, str],
    *,
    by: User,
    has_looked: bool,
    names: Collection[str] | None = None,
    version_id: int | None = None,
) -> Publication:
    """提出: put the filed version forward. Words may be hidden, never changed (`hiding`).

    Hints left standing need `has_looked`; private numbers never pass.
    """
    pledge = lock(pledge)
    require(policies.why_not_prepare(by, pledge))
    if version_id is not None and version_id != pledge.current_id:
        raise Stale("这份承诺刚刚备案了新的版本，请按新的文字重新核对。", stored=pledge)
    names = queries.known_names(pledge.organisation) if names is None else names
    edits = _judged(pledge, edits, names, has_looked=has_looked)
    publication = _row(pledge, by)
    publication.content = public_copy(_filed(pledge), edits)
    publication.fingerprint = fingerprint_of(publication.content)
    publication.signer_ids = list(pledge.co_signers.order_by("id").values_list("id", flat=True))
    if len(publication.signer_ids) != len(publication.content["co_signers"]):
        publication.signer_ids = []  # the roster has changed since: every name stays masked
    publication.save()
    record(by=by, verb="prepare_publication", subject=publication, path=pledge.path, version=pledge.current_id)
    return publication


def _judged(pledge: Pledge, edits: dict[str, str], names: Collection[str], *, has_looked: bool) -> dict[str, str]:
    """The public words of every passage; refused where a private number or an unseen hint is left."""
    version, kept = _filed(pledge), {}
    earlier = earlier_words([pledge.pk]).get(pledge.pk, {})
    for passage in passages(version.content, version.reason, names):
        text = clean(edits.get(passage.key, passage.text)).strip()
        if has_private_number(text):
            raise Refusal(f"“{passage.label}”里还有身份证号、手机号或银行卡号，不能公示。请删去后再提出。")
        require(why_not_so(passage, text, version.content["year"]))
        if not has_looked and (left := spans_in(text, names, is_reason=passage.key == REASON)):
            raise Refusal(f"“{passage.label}”里的“{left[0].words}”可能需要隐去。请隐去，或勾选“已逐条核对”后再提出。")
        if not has_looked and earlier.get(passage.key, ("", ""))[0] == text:
            raise Refusal(f"“{passage.label}”上次公示时隐去过文字。请逐份核对，照样隐去或者另外隐去。")
        kept[passage.key] = text
    return kept


def _filed(pledge: Pledge) -> PledgeVersion:
    if pledge.current is None:
        raise Refusal("这份承诺还没有可公示的文本。")
    return pledge.current


def _row(pledge: Pledge, by: User) -> Publication:
    """The row to write: the returned one of this version, or a new one; unfinished older versions are sent back."""
    expires_on = last_day(pledge)
    if expires_on < today():
        raise Refusal(f"本轮公示期已于{said(expires_on)}结束，不能再提出公示。")
    unfinished = Publication.objects.filter(pledge=pledge, state__in=OPEN_STATES)
    unfinished.exclude(version_id=pledge.current_id).update(
        state=State.RETURNED, reason=_MOVED_ON, checked_by=None, checked_at=None, approved_by=None, approved_at=None
    )
    row = unfinished.filter(version_id=pledge.current_id).first()
    if row is not None and row.state != State.RETURNED:
        raise Refusal(f"这份承诺的公示{State(row.state).label}，不用重复提出。")
    if row is None:
        row = Publication(pledge=pledge, version=_filed(pledge), organisation=pledge.organisation)
    row.state, row.path, row.reason = State.PREPARED, pledge.path, ""
    row.prepared_by, row.prepared_at, row.expires_on = by, timezone.now(), expires_on
    row.revision += 1
    return row


def last_day(pledge: Pledge) -> date:
    """C48: pages expire some days after the round closes."""
    return pledge.round.closes_on + timedelta(days=pledge.round.shown_days_after)


@transaction.atomic
def prepare_many(pledges: list[Pledge], *, by: User) -> tuple[int, list[tuple[Pledge, str]]]:
    """Put forward those in which nothing needs to be taken out; the others are named with the reason."""
    places = {pledge.organisation_id: pledge.organisation for pledge in pledges}
    names = {pk: queries.known_names(organisation) for pk, organisation in places.items()}
    prepared, refused = one_by_one(
        pledges, lambda pledge: prepare(pledge, {}, by=by, has_looked=False, names=names[pledge.organisation_id])
    )
    return len(prepared), refused


def hints_left(found: list[Passage]) -> int:
    return sum(len(passage.spans) for passage in found)
