"""Who may open which address of `appraisal` and act there."""

from typing import Any

from tests.house.permissions.roles import (
    ABOVE,
    HERE,
    KEEPING,
    NONE,
    OF_BRANCH,
    OF_PLEDGE,
    OWN,
    PEER,
    PUBLISHING,
    REACH,
    RUNNING,
    SIGNED_IN,
    Row,
    button,
    form,
    page,
    version,
)
from tests.house.world import World


def _graded(w: World) -> dict[str, Any]:
    return {"pick": w.it.pk, f"grade-{w.it.pk}": "qualified"}


_COMMENT = {"achievements": "做得实。", "problems": "", "direction": "", "mended": "", "version": 0}

_VISIT = {"on": "2011-03-18", "place": "三组水渠", "note": "水渠已经通水。"}

_GATHERING = {"held_at": "2011-03-15T19:30", "place": "村小学", "chair": "李书记"}

_VOTE = {"slip_count": 6, "closes_at": "2011-03-20T12:00", "scrutineers": 2}

_SCALE = {
    "weight-member-keeping": 70,
    "weight-member-reporting": 15,
    "weight-member-mutual": 25,
    "weight-organisation-keeping": 50,
    "weight-organisation-reporting": 20,
    "weight-organisation-satisfaction": 30,
    "floor-excellent": 90,
    "floor-qualified": 70,
    "floor-fair": 60,
    "reply_days": 10,
}

ROWS: tuple[Row, ...] = (
    page("appraisal:case", "draft", OWN),
    # 述 and 讲
    form(
        "appraisal:my_report",
        "nothing",
        SIGNED_IN,
        OWN | PEER | {"secretary"},
        lambda _: {"other": "走访12户。", "version": 0},
    ),
    form(
        "appraisal:report_for",
        "member",
        REACH,
        HERE,
        lambda _: {"other": "走访12户。", "version": 0, "on": "2011-03-18"},
    ),
    form("appraisal:meeting", "branch", OF_BRANCH, HERE, lambda _: _GATHERING | {"period": 1}),
    form("appraisal:meeting", "branch_with_sitting", OF_BRANCH, NONE, lambda _: _GATHERING | {"period": 1}),
    button("appraisal:arrange", "sitting", REACH, HERE, lambda _: _GATHERING),
    button("appraisal:roll", "sitting", REACH, HERE),
    button("appraisal:hear", "sitting", REACH, HERE),
    form("appraisal:report", "seat", REACH, HERE, lambda _: {"other": "走访12户。", "version": 0}),
    button("appraisal:judge", "sitting", REACH, HERE, lambda _: {"overall": "总体较好。", "version": 1}),
    button("appraisal:minutes", "sitting", REACH, HERE, lambda _: {"minutes": "手写。", "version": 1}),
    button("appraisal:fix", "sitting", REACH, HERE),
    page("appraisal:case", "filed", OF_PLEDGE),
    # 点: the leader of the level above
    page("appraisal:leader_queue", "nothing", SIGNED_IN),
    form("appraisal:leader_subject", "branch", REACH, frozenset({"town_secretary"}), lambda _: _COMMENT),
    button("appraisal:leader_subject_autosave", "branch", REACH, frozenset({"town_secretary"}), lambda _: _COMMENT),
    page("appraisal:leader_members", "branch", REACH),
    form("appraisal:leader_member", "member", REACH | OWN, frozenset({"town_secretary"}), lambda _: _COMMENT),
    button(
        "appraisal:leader_member_autosave", "member", REACH | OWN, frozenset({"town_secretary"}), lambda _: _COMMENT
    ),
    form("appraisal:visit", "branch", OF_BRANCH, REACH, lambda _: _VISIT),
    # 年度评议
    form("appraisal:my_yearly", "nothing", SIGNED_IN, NONE, lambda _: {"grade": "qualified"}),  # opens in December
    form("appraisal:yearly_own", "branch", OF_BRANCH, NONE, lambda _: {"grade": "qualified"}),
    page("appraisal:yearly", "branch_with_yearly", OF_BRANCH),
    page("appraisal:yearly_export_all", "branch_with_yearly", RUNNING, told=OF_BRANCH - RUNNING),
    button("appraisal:yearly_draft", "branch", OF_BRANCH, RUNNING),
    button("appraisal:yearly_propose", "branch_with_yearly", OF_BRANCH, RUNNING, _graded),
    button(
        "appraisal:yearly_decide",
        "branch_with_yearly_proposed",
        OF_BRANCH,
        RUNNING,
        lambda w: _graded(w) | {"meeting": w.sat.pk, "ayes": 2},
    ),
    button("appraisal:yearly_close", "branch_with_yearly_decided", OF_BRANCH, RUNNING, _graded),
    page("appraisal:yearly_one", "yearly", OF_PLEDGE),
    page("appraisal:yearly_export", "yearly_proposed", OF_PLEDGE),
    button("appraisal:yearly_self", "yearly", OF_PLEDGE, KEEPING, lambda _: {"grade": "qualified"}),
    button("appraisal:yearly_reply", "yearly_proposed", OF_PLEDGE, KEEPING, lambda _: {"reply": "走访记漏了。"}),
    button("appraisal:yearly_answer", "yearly_replied", OF_PLEDGE, RUNNING, lambda _: {"answer": "已补上。"}),
    button("appraisal:yearly_publish", "yearly_of_branch_closed", REACH, PUBLISHING, lambda _: {"has_looked": "on"}),
    form("appraisal:yearly_scale", "round", SIGNED_IN, frozenset({"county_organiser"}), lambda _: _SCALE),
    # 群众评 and 互评
    page("appraisal:survey_list", "branch", OF_BRANCH),
    button("appraisal:survey_convene", "branch", OF_BRANCH, HERE, lambda _: _GATHERING | {"period": 1}),
    form("appraisal:survey_summary", "branch_with_counted_survey", REACH, HERE, lambda _: {"period": 1}),
    page("appraisal:survey", "survey", REACH),
    button("appraisal:survey_arrange", "survey", REACH, HERE, lambda _: _GATHERING),
    button("appraisal:survey_roll", "survey", REACH, HERE, lambda w: {"number-citizen": 7} | version(w)),
    button("appraisal:survey_open", "survey", REACH, HERE, lambda _: _VOTE),
    button("appraisal:survey_fix", "survey_counted", REACH, HERE),
    button("appraisal:survey_cancel", "survey", REACH, HERE, lambda _: {"reason": "改期"}),
    form("appraisal:mutual_start", "sitting", REACH, HERE, lambda _: _VOTE | {"slip_count": 3, "in_detail": "no"}),
    page("appraisal:mutual", "mutual", HERE | ABOVE),
    page("appraisal:my_mutual", "nothing", SIGNED_IN),
)

_BACK = {
    "redraft": ("yearly_proposed", OF_PLEDGE, RUNNING),
    "reconsider": ("yearly_decided", OF_PLEDGE, RUNNING),
    "take_down": ("yearly_published", REACH, ABOVE | {"county_organiser"}),
}
STEPS: tuple[tuple[str, Row], ...] = tuple(
    (step, button("appraisal:yearly_back", thing, see, act, lambda _: {"reason": "数填错了。"}))
    for step, (thing, see, act) in _BACK.items()
)
