"""The rows of a ledger that came back against the rows of today: what each would do. Reads, never writes."""

from dataclasses import dataclass
from uuid import UUID

from jiannuo.accounts.models import User
from jiannuo.base.dates import today
from jiannuo.fulfilment import policies
from jiannuo.fulfilment.excel.comparing import Compared, compare
from jiannuo.fulfilment.excel.told import Bases, Cells, Told
from jiannuo.fulfilment.models import RowOutcome
from jiannuo.fulfilment.narrowing import within
from jiannuo.fulfilment.rows import Row, rows_of
from jiannuo.orgs.models import Organisation
from jiannuo.pledges.models import StandingItem

AT_ONCE = 500  # rows that every database takes as parameters of a query
_NO_KEY = "这一行没有识别码。台帐由备案的承诺自动生成，不能在表里添加；新的承诺请写进承诺书。"
_UNKNOWN = "在您能看到的这份台帐里没有找到这一项，可能选错了文件或党组织。"
_TWICE = "这一项在表里出现了两次，只看了前一行。"


@dataclass(frozen=True, slots=True)
class Judged:
    """One row of the file that says something new: what becomes of it."""

    told: Told
    base: Cells  # when the file went out
    row: Row | None  # as it stands now
    found: Compared
    said: str = ""  # why the row as a whole is none

    @property
    def outcome(self) -> RowOutcome:
        findings = self.found.findings.values()
        if self.said or any(f.why and not f.is_conflict for f in findings):
            return RowOutcome.REFUSED
        return RowOutcome.CONFLICT if any(f.is_conflict for f in findings) else RowOutcome.CHANGED

    def writes(self, *captions: str) -> bool:
        """Whether nothing stands against these cells, as far as they were changed."""
        return not any(self.found.findings[c].why for c in captions if c in self.found.findings)


def judge(told: list[Told], base: Bases, organisation: Organisation, user: User) -> tuple[list[Judged], int]:
    """(rows that say something new, how many say nothing new)."""
    known = _known(user, organisation, [row.key for row in told if _is_key(row.key)])
    judged: list[Judged] = []
    seen: set[str] = set()
    for row in told:
        now = known.get(row.key)
        judged.append(_judge(row, base.get(row.key, {}), now, user, is_second=row.key in seen))
        seen.add(row.key)
    new = [one for one in judged if one.said or one.found.findings]
    return new, len(judged) - len(new)


def _judge(told: Told, was: Cells, row: Row | None, user: User, *, is_second: bool) -> Judged:
    if not told.key:
        return Judged(told, was, row, Compared(), _NO_KEY)
    if is_second:
        return Judged(told, was, row, Compared(), _TWICE)
    if row is None or not was:
        return Judged(told, was, row, Compared(), _UNKNOWN)
    return Judged(told, was, row, compare(told, was, row, policies.why_not_keep(user, row.item), today()))


def _is_key(key: str) -> bool:
    try:
        UUID(key)
    except ValueError:
        return False
    return True


def _known(user: User, organisation: Organisation, keys: list[str]) -> dict[str, Row]:
    items: list[StandingItem] = []
    for start in range(0, len(keys), AT_ONCE):
        rows = within(user, None, organisation).filter(uid__in=keys[start : start + AT_ONCE])
        items += rows.prefetch_related("pledge__co_signers")
    return rows_by_key(user, items)


def rows_by_key(user: User, items: list[StandingItem]) -> dict[str, Row]:
    """{key: row} for many promises, in handfuls."""
    found: dict[str, Row] = {}
    for start in range(0, len(items), AT_ONCE):
        rows = rows_of(items[start : start + AT_ONCE], user, today())
        found |= {str(row.item.uid): row for row in rows}
    return found
