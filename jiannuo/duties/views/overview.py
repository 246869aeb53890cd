"""C24: how a period stands, as a sentence, as numbers for each child, by name, as a file."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jiannuo.accounts.http import Request
from jiannuo.base.dates import today
from jiannuo.base.numbers import number as number_of
from jiannuo.base.paging import leaf
from jiannuo.duties import queries, sheet, wording
from jiannuo.duties.completeness import NAMES, STATES, Tally, lines_of, summed
from jiannuo.duties.models import DutyKind
from jiannuo.duties.policies import why_not_decide, why_not_record
from jiannuo.duties.states import state_of
from jiannuo.orgs.models import Organisation
from jiannuo.orgs.offices import oversees
from jiannuo.rounds import queries as rounds
from jiannuo.rounds.models import Round
from jiannuo.rounds.periods import open_period, periods_of
from jiannuo.ui.files import handed

_TOGETHER = {"open": "没有办的"}  # late or not, where some were put off
_SHOWN = {**STATES, "open": STATES["missing"] | STATES["ahead"]}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which organisation, round, kind and period a page is about."""

    organisation: Organisation
    round: Round
    kind: DutyKind
    period: int
    label: str

    @property
    def named(self) -> str:
        """第四季度, of another year than the round's that runs with it: 2010年第四季度."""
        now = rounds.current()
        return self.label if now and self.round.year == now.year else f"{self.round.year}年{self.label}"

    @property
    def query(self) -> str:
        """How the address of the overview names it."""
        period = f"&period={self.period}" if self.period else ""
        return f"?kind={self.kind}{period}&year={self.round.year}"


def round_asked(request: Request) -> Round | None:
    """The round of the year in the address, else the one that runs."""
    year = number_of(request.GET.get("year", ""))
    return rounds.all_rounds().filter(year=year).first() if year else rounds.current()


def _asked(request: Request, pk: int, kind: str, period: int | None) -> Asked:
    """What the address asks for; 404 where the person looks after nothing there."""
    organisation, round_ = queries.place(request.user, pk), round_asked(request)
    if organisation is None or round_ is None or kind not in DutyKind.values:
        raise Http404
    if kind == DutyKind.PROPOSE:
        return Asked(organisation, round_, DutyKind.PROPOSE, 0, "")
    found = {p.number: p for p in periods_of(round_, kind)}
    running = open_period(round_, kind, today())
    chosen = found.get(period) if period is not None else running
    if chosen is None:
        raise Http404
    return Asked(organisation, round_, DutyKind(kind), chosen.number, chosen.label)


@require_safe
def overview(request: Request, pk: int) -> HttpResponse:
    """本季度情况: a sentence, then each child with its counts; every number leads to the names."""
    given = number_of(request.GET.get("period", ""))
    asked = _asked(request, pk, request.GET.get("kind", DutyKind.SELF_REPORT), given)
    rows = queries.of_period(request.user, asked.organisation, asked.round, asked.kind, asked.period)
    lines = lines_of(rows, asked.organisation, today())
    total = summed(lines)
    context = {
        "asked": asked,
        "sentence": wording.situation(asked.organisation.short_name, asked.kind, asked.named, total),
        "columns": wording.COLUMNS,
        "lines": [(line, _cells(line.tally)) for line in lines],
        "total": _cells(total),
        "expected": total.expected,
        "kinds": DutyKind.choices,
        "periods": periods_of(asked.round, asked.kind) if asked.period else [],
        "may_see_robot": oversees(request.user, asked.organisation.path or ""),
    }
    return render(request, "duties/overview.html", context)


def _cells(tally: Tally) -> list[tuple[str, str, int]]:
    """(column, its name, how many)."""
    return [(name, wording.COLUMNS[name], getattr(tally, name)) for name in NAMES]


@require_safe
def missing(request: Request, pk: int, kind: str, period: int) -> HttpResponse:
    """By name: who has not done it, or who stands in another way; from here duties are put off or waived."""
    asked = _asked(request, pk, kind, period)
    show = request.GET.get("show", "missing")
    if show not in _SHOWN:
        raise Http404
    rows = queries.of_period(request.user, asked.organisation, asked.round, asked.kind, asked.period)
    rows = queries.standing_so(rows, _SHOWN[show], today()).order_by("path", "id")
    page = leaf(rows.select_related("organisation", "member", "exemption"), request.GET.get("page"))
    context = {
        "asked": asked,
        "columns": {**wording.COLUMNS, **_TOGETHER},
        "heading": f"{asked.kind.label}（{asked.named}）" if asked.named else asked.kind.label,
        "show": show,
        "word": (wording.COLUMNS | _TOGETHER)[show],
        "page": page,
        "rows": [
            (
                duty,
                wording.BADGES[state],
                state.label,
                not why_not_decide(request.user, duty),
                not why_not_record(request.user, duty),
            )
            for duty in page.object_list
            for state in [state_of(duty, today())]
        ],
        "may_be_put_off": show in {"missing", "ahead", "open"},
    }
    return render(request, "duties/missing.html", context)


@require_safe
def export(request: Request, pk: int, kind: str, period: int) -> HttpResponse:
    """The same as a file: the numbers on one sheet, everybody on the other."""
    asked = _asked(request, pk, kind, period)
    rows = queries.of_period(request.user, asked.organisation, asked.round, asked.kind, asked.period)
    content = sheet.workbook(rows, lines_of(rows, asked.organisation, today()), today())
    return handed(content, f"{asked.organisation.short_name}{asked.named}{asked.kind.label}.xlsx")
