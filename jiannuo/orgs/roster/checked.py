"""What each line of a roster would do, and the whole file, as people see it before they confirm."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from jiannuo.orgs.models import Member
from jiannuo.orgs.roster.branches import Branches
from jiannuo.orgs.roster.lines import Line
from jiannuo.orgs.roster.places import Place
from jiannuo.orgs.roster.sheets import Table

_NAMED = 50


class Outcome(models.TextChoices):
    NEW = "new", "新增"
    UPDATE = "update", "更新"
    UNCHANGED = "unchanged", "无变化"
    REFUSED = "refused", "未通过"
    DOUBT = "doubt", "存疑"


@dataclass(slots=True)
class Checked:
    """A line with what it would do: the member it means, the branch, the values to write."""

    line: Line
    outcome: Outcome
    name: str
    place: Place | None = None
    member: Member | None = None
    values: dict[str, Any] = field(default_factory=dict)  # {field of a member: value}
    changes: list[str] = field(default_factory=list)  # the fields in words
    reasons: list[str] = field(default_factory=list)  # why it does not go in
    remarks: list[str] = field(default_factory=list)  # what is to be known though it goes in

    def said(self) -> str:
        """What stands beside the row in the preview and in the report."""
        if self.reasons:
            return "；".join(self.reasons)
        changes = [f"更新：{'、'.join(self.changes)}"] if self.changes else []
        return "；".join([*changes, *self.remarks])


@dataclass(slots=True)
class Review:
    """The whole file judged against the database as it is now."""

    tables: list[Table]
    rows: list[Checked]
    notes: list[str]
    branches: Branches

    def counts(self) -> dict[str, int]:
        """{outcome: rows}, with the rows that go in with a remark and the branches to be founded."""
        found = Counter(row.outcome for row in self.rows)
        remarks = sum(bool(row.remarks) for row in self.rows if not row.reasons)
        return {**{o.value: found[o] for o in Outcome}, "remarks": remarks, "branches": len(self.to_found())}

    def good(self) -> list[Checked]:
        """The rows that have something to write."""
        return [row for row in self.rows if row.outcome in {Outcome.NEW, Outcome.UPDATE}]

    def left_in_doubt(self) -> list[str]:
        """Where the rows stand that nobody has spoken for; a sentence, or none."""
        marks = [mark_of(row.line) for row in self.rows if row.outcome == Outcome.DOUBT]
        more = f"等{len(marks)}行" if len(marks) > _NAMED else ""
        return [f"存疑没有写入的行（工作表!行号）：{'、'.join(marks[:_NAMED])}{more}。"] if marks else []

    def to_found(self) -> list[Place]:
        """Branches that the tree lacks; a row that is refused founds none."""
        places = [row.place for row in self.good() if row.place and row.place.pk is None]
        return list({id(place): place for place in places}.values())  # the lines of one new branch share its place


def mark_of(line: Line) -> str:
    """Where the line stands in its file."""
    return f"{line.sheet[:60]}!{line.number}"
