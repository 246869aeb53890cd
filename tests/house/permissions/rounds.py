"""Who may open which address of `rounds` and act there."""

from jiannuo.rounds.models import Practice
from tests.house.permissions.roles import ABOVE, OF_BRANCH, SECTOR, SIGNED_IN, TOP, Row, button, form, page, version

_CALENDAR = {
    "opens_on": "2011-02-01",
    "closes_on": "2011-12-30",
    "who_binds": "superior",
    "shown_days_after": 60,
    "due_propose": "2011-02-21",
    "due_review": "2011-02-28",
    "due_confirm": "2011-03-15",
    "due_file": "2011-03-25",
    "due_publish": "2011-03-31",
    "times_self_report": 4,
    "times_branch_comment": 4,
    "times_leader_comment": 2,
    "times_survey": 2,
    "times_appraisal": 1,
} | {f"{part}_{practice}": days for practice in Practice for part, days in (("before", 30), ("after", 31))}

ROWS: tuple[Row, ...] = (
    page("rounds:guidance", "nothing", SIGNED_IN),
    page("rounds:round", "round", SIGNED_IN),
    form("rounds:index", "nothing", SIGNED_IN, frozenset({"county_organiser"}), lambda _: {"year": 2012}),
    form(
        "rounds:edit",
        "round",
        frozenset({"county_organiser"}),
        frozenset({"county_organiser"}),
        lambda w: _CALENDAR | version(w),
        told=SIGNED_IN - {"county_organiser"},
    ),
    page("rounds:applies", "branch", OF_BRANCH),
    form("rounds:guidance_edit", "rural", ABOVE, ABOVE, lambda _: {"version": 0, "text": "写实在。"}),
    form(
        "rounds:guidance_edit",
        "schools",
        SECTOR | {"county_organiser"},
        SECTOR | {"county_organiser"},
        lambda _: {"version": 0, "text": "写教学。"},
        told=frozenset({"leader", "administrator"}),
    ),
    button("rounds:guidance_withdraw", "written_rural", ABOVE | TOP, ABOVE),
)
