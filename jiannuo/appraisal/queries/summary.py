"""群众评议汇总 (C28): what may be shown of every meeting below an organisation, and the sums published once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from jiannuo.accounts.models import User
from jiannuo.appraisal.asking import MEMBERS, OVERALL
from jiannuo.appraisal.models import Survey
from jiannuo.appraisal.queries.survey import figures_of
from jiannuo.ballots.queries import summary_of
from jiannuo.ballots.release import Level, Shown
from jiannuo.ballots.tree import year_of
from jiannuo.ballots.workflow import State
from jiannuo.duties.models import DutyKind
from jiannuo.duties.queries import of_period
from jiannuo.orgs.models import Organisation
from jiannuo.rounds.models import Round

SHARED = (OVERALL, MEMBERS)  # asked everywhere in the same words


@dataclass(frozen=True, slots=True)
class Row:
    """One meeting: how far it is, and its two figures once they are confirmed."""

    survey: Survey
    figures: list[Shown | None]

    @property
    def is_confirmed(self) -> bool:
        return self.survey.box is not None and self.survey.box.state == State.CONFIRMED

    @property
    def is_silent(self) -> bool:
        """Held and counted, so the duty is done; and nothing may be shown of it (C28)."""
        told = [figure for figure in self.figures if figure is not None]
        return self.is_confirmed and all(figure.level is Level.NOTHING for figure in told)

    @property
    def state(self) -> str:
        """In words: where the meeting stands."""
        box = self.survey.box
        if box is None or box.state == State.CANCELLED:
            return "已登记，没有投票"
        return f"{State(box.state).label}，没有结果" if self.is_silent else State(box.state).label


def rows_of(surveys: Iterable[Survey]) -> list[Row]:
    """In the order given; two queries for the figures."""
    surveys = list(surveys)
    figures = figures_of(survey.box for survey in surveys)
    return [Row(s, [figures.get(s.box_id, {}).get(key) if s.box_id else None for key in SHARED]) for s in surveys]


def is_silent(survey: Survey) -> bool:
    return rows_of([survey])[0].is_silent


def sums_of(organisation: Organisation, round_: Round, period: int) -> list[dict[str, Any]]:
    """The published sums, whole and members, as they were shown; [] before they are published."""
    told = summary_of(organisation.path or "", f"{round_.year}/{period}")
    return [told[key] for key in SHARED if key in told]


def expected(user: User, organisation: Organisation, round_: Round, period: int) -> tuple[int, int]:
    """(how many meetings are expected below in the period, how many of them are done)."""
    rows = of_period(user, organisation, round_, DutyKind.SURVEY, period)
    done = list(rows.order_by().values_list("done_on", flat=True))
    return len(done), sum(day is not None for day in done)


@dataclass(frozen=True, slots=True)
class Beside:
    """Two dates of one question side by side: (option, share then, share now); `why` where it may not be."""

    label: str
    lines: list[tuple[str, int, int]]
    why: str = ""


def side_by_side(earlier: list[dict[str, Any]], later: list[dict[str, Any]]) -> list[Beside]:
    """Only where both were shown equally finely, so that neither can be taken out of the other."""
    found = []
    by_label = {told["label"]: told for told in earlier}
    for now in later:
        then = by_label.get(now["label"])
        if then is None:
            continue
        if year_of(Level(then["level"]), Level(now["level"])) is Level.NOTHING:
            found.append(Beside(now["label"], [], "两次公布的详略不同，为保护投票人不作对照。"))
            continue
        before = {line["label"]: line["percent"] for line in then["shown"]["lines"]}
        lines = [(line["label"], before.get(line["label"], 0), line["percent"]) for line in now["shown"]["lines"]]
        found.append(Beside(now["label"], lines))
    return found
