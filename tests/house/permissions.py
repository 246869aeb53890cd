"""Who may open which address and act there. Everything not named here fails the suite (test_permissions.py).

The thing (second column) belongs to a village branch; who stands where to it:
"""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from jiannuo.rounds.models import Practice
from jiannuo.rounds.presets import GUIDANCE_2011, POINTS
from tests.house.world import World, kinds_of_meeting, ledger_file, pdf_file, roster_file
from tests.orgs.sheets import row

OWN = frozenset({"member"})  # whose pledge it is
PEER = frozenset({"co_member"})  # another member of the same branch
HERE = frozenset({"secretary", "organiser"})  # the branch's officers
ABOVE = frozenset({"town_secretary", "town_organiser"})  # officers of the level above
TOP = frozenset({"county_organiser", "leader"})  # two levels above
SECTOR = frozenset({"guide"})  # the second line: another sector than the branch's, but the school's
BESIDE = frozenset({"neighbour_secretary"})  # another branch of the same town
OUTSIDE = frozenset(
    {"far_secretary", "administrator", "stranger"}
)  # another town; no office over anything; nobody known
SIGNED_IN = OWN | PEER | HERE | ABOVE | TOP | SECTOR | BESIDE | OUTSIDE
NOBODY = frozenset({"nobody"})

REACH = HERE | ABOVE | TOP  # whose offices reach the branch
OF_PLEDGE = OWN | REACH
OF_BRANCH = OWN | PEER | REACH
KEEPING = OWN | HERE  # they write down how a promise is kept
KEEPERS = HERE | ABOVE | {"county_organiser", "administrator"}  # they keep tree and rosters of the branch
OF_ROSTER = REACH | {"administrator"}
OF_RECORDS = OF_BRANCH | {"administrator"}
APPOINTING = ABOVE | {"secretary", "county_organiser", "administrator"}
SECOND_LINE = frozenset({"county_organiser", "administrator"})  # they keep the topmost organisation
RUNNING = HERE | ABOVE  # they enter the branch's yearly appraisals
PUBLISHING = frozenset({"town_secretary", "county_organiser"})  # not the one who entered the decision
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Row:
    """One address with one thing behind it.

    `see`: GET is answered. `told`: GET is refused with a sentence. `act`: POST with `data` has its effect; others of
    `see` and `told` are refused without effect. Everybody else gets 404; nobody (without a sign-in) is sent to sign in,
    unless the address is `open`. `get`/`post` = 405: no such method.
    """

    name: str
    thing: str
    see: frozenset[str] = NONE
    act: frozenset[str] = NONE
    told: frozenset[str] = NONE
    get: int = 200
    post: int = 405
    open: bool = False
    data: Callable[[World], dict[str, Any]] = lambda _: {}


def page(name: str, thing: str, see: frozenset[str], *, told: frozenset[str] = NONE) -> Row:
    """Only to be read."""
    return Row(name, thing, see=see, told=told)


def form(
    name: str,
    thing: str,
    see: frozenset[str],
    act: frozenset[str],
    data: Callable[[World], dict[str, Any]] = lambda _: {},
    *,
    told: frozenset[str] = NONE,
) -> Row:
    """A page with a form on it."""
    return Row(name, thing, see=see, act=act, told=told, post=200, data=data)


def button(
    name: str,
    thing: str,
    see: frozenset[str],
    act: frozenset[str],
    data: Callable[[World], dict[str, Any]] = lambda _: {},
) -> Row:
    """Only to be sent; `see`: who knows of the thing."""
    return Row(name, thing, see=see, act=act, get=405, post=200, data=data)


def _version(w: World) -> dict[str, Any]:
    w.it.refresh_from_db(fields=["version"])
    return {"version": w.it.version}


def _graded(w: World) -> dict[str, Any]:
    return {"pick": w.it.pk, f"grade-{w.it.pk}": "qualified"}


def _not_kept(w: World) -> dict[str, Any]:
    return {f"outcome-{w.it.pk}": "not_kept", f"reason-{w.it.pk}": "天旱无水"}


def _votes(w: World) -> dict[str, Any]:
    kinds = kinds_of_meeting()
    return w.picked(**kinds, **{f"{kind}-ayes": 2 for kind in kinds})


def _organisation(w: World) -> dict[str, Any]:
    return {"name": "柳树湾村党支部", "short_name": "柳树湾", "org_class": "rural", "duty": "管好村里的事"} | _version(
        w
    )


_FOUNDED = {"name": "第一党小组", "code": "B1-1", "kind": "group", "level": "unit", "org_class": "rural"}
_MEMBER = {"name": "孙新", "sex": "male", "born_on": "1980-01-02", "joined_on": "2005-07-01", "duty": "巡河"}
_SECTOR = {"name": "卫生系统", "classes": ["hospital"]}
_BOXES = {"common": "遵守党章。", "post": "每周入户走访2次。", "deed": "年底前修好村口路灯3盏。"}
_JUDGED = {"verdict": "pass", "opinion": "同意。"}
_EARLY = {"is_early": "on"}
_EXTENSION = {"until": "2011-05-01", "reason": "住院"}
_PAPER = {"ballots": 1, "void": 0, "q0-satisfied": 1} | {
    f"q0-{option}": 0 for option in ("fairly", "dissatisfied", "unaware", "abstain", "")
}
_MEETING = {"kind": "leaders", "held_at": "2011-03-15T09:00", "place": "村委会", "chair": "李书记"}
_COMMENT = {"achievements": "做得实。", "problems": "", "direction": "", "mended": "", "version": 0}
_VISIT = {"on": "2011-03-18", "place": "三组水渠", "note": "水渠已经通水。"}
_GATHERING = {"held_at": "2011-03-15T19:30", "place": "村小学", "chair": "李书记"}
_VOTE = {"slip_count": 6, "closes_at": "2011-03-20T12:00", "scrutineers": 2}
_KINDS = [(s, kind, label) for s, kinds in GUIDANCE_2011.terms.kinds.items() for kind, label in kinds.items()]
_WORDS = (
    {"points": "\n".join(POINTS)}
    | {f"label-{s}-{kind}": label for s, kind, label in _KINDS}
    | {f"topics-{s}-{kind}": "修桥补路" for s, kind, _ in _KINDS}
)
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

MATRIX: tuple[Row, ...] = (
    # Everybody, without signing in
    page("publicity:front", "nothing", SIGNED_IN | NOBODY),
    page("publicity:organisation", "branch_code", SIGNED_IN | NOBODY),
    page("publicity:organisation_qr", "branch_code", SIGNED_IN | NOBODY),
    page("publicity:pledge", "live_code", SIGNED_IN | NOBODY),
    page("publicity:pledge_qr", "live_code", SIGNED_IN | NOBODY),
    page("publicity:verify", "nothing", SIGNED_IN | NOBODY),
    page("publicity:verify_code", "live_code", SIGNED_IN | NOBODY),
    page("ui:print_size", "nothing", SIGNED_IN | NOBODY),
    # Signing in
    Row("account_login", "nothing", see=SIGNED_IN | NOBODY, post=200),
    Row("account_logout", "nothing", see=SIGNED_IN | NOBODY, post=200),
    form("account_change_password", "nothing", SIGNED_IN, NONE),
    button("accounts:demo", "door", SIGNED_IN | NOBODY, NONE),
    Row("accounts:demo", "closed_door", get=405, post=200, open=True),  # not a demo: there is no such page
    button("accounts:large_print", "nothing", SIGNED_IN, SIGNED_IN, lambda _: {"on": "1"}),
    # Everybody who has signed in
    page("desk:desk", "nothing", SIGNED_IN),
    page("desk:past", "nothing", SIGNED_IN),
    page("ui:components", "nothing", SIGNED_IN),
    page("pledges:queue", "nothing", SIGNED_IN),
    page("pledges:review_batch_done", "nothing", SIGNED_IN),
    page("publicity:queue", "nothing", SIGNED_IN),
    page("desk:overview", "branch", REACH),
    page("rounds:guidance", "nothing", SIGNED_IN),
    page("rounds:round", "round", SIGNED_IN),
    # Rounds and guidance
    form("rounds:index", "nothing", SIGNED_IN, frozenset({"county_organiser"}), lambda _: {"year": 2012}),
    form(
        "rounds:edit",
        "round",
        frozenset({"county_organiser"}),
        frozenset({"county_organiser"}),
        lambda w: _CALENDAR | _version(w),
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
    # Organisations and people
    page("orgs:tree", "nothing", SIGNED_IN),
    page("orgs:slips", "nothing", SIGNED_IN),
    button("orgs:slips_printed", "nothing", SIGNED_IN, NONE),
    page("orgs:organisation", "branch", OF_RECORDS),
    page("orgs:organisation", "town", ABOVE | TOP | {"administrator"}),
    page("orgs:organisation", "school", ABOVE | TOP | SECTOR | {"administrator"}),
    form("orgs:organisation_edit", "branch", KEEPERS, KEEPERS, _organisation, told=OF_RECORDS - KEEPERS),
    form("orgs:found", "branch", KEEPERS, KEEPERS, lambda _: _FOUNDED, told=OF_RECORDS - KEEPERS),
    button(
        "orgs:close",
        "empty_branch",
        ABOVE | TOP | {"administrator"},
        ABOVE | {"county_organiser", "administrator"},
        lambda _: {"closed_on": "2011-03-01"},
    ),
    page("orgs:members", "branch", OF_ROSTER),
    page("orgs:members", "school", ABOVE | TOP | {"administrator"}),
    form("orgs:member_add", "branch", KEEPERS, KEEPERS, lambda _: _MEMBER, told=OF_ROSTER - KEEPERS),
    page("orgs:member", "member", OF_ROSTER | OWN),
    form(
        "orgs:member_edit",
        "member",
        KEEPERS,
        KEEPERS,
        lambda w: _MEMBER | _version(w),
        told=(OF_ROSTER | OWN) - KEEPERS,
    ),
    button(
        "orgs:member_leave", "member", OF_ROSTER | OWN, KEEPERS, lambda _: {"left_on": "2011-03-01", "reason": "去世"}
    ),
    button("orgs:sign_in", "member", OF_ROSTER | OWN, KEEPERS),
    button("orgs:sign_ins", "branch_with_newcomer", OF_ROSTER, KEEPERS),
    form(
        "orgs:appointments",
        "branch",
        OF_RECORDS,
        APPOINTING,
        lambda _: {"username": "co_member", "role": "organiser", "starts_on": "2011-03-01"},
    ),
    form(
        "orgs:admit",
        "branch",
        APPOINTING,
        APPOINTING,
        lambda _: {"name": "田水生", "role": "citizen_representative", "starts_on": "2011-03-01"},
        told=OF_RECORDS - APPOINTING,
    ),
    button("orgs:reissue", "outsiders_office", OF_RECORDS, APPOINTING),
    page("orgs:second_line", "nothing", SECOND_LINE, told=SIGNED_IN - SECOND_LINE),
    form("orgs:sector_add", "nothing", SECOND_LINE, SECOND_LINE, lambda _: _SECTOR, told=SIGNED_IN - SECOND_LINE),
    form(
        "orgs:sector_edit",
        "unused_sector",
        SECOND_LINE,
        SECOND_LINE,
        lambda w: _SECTOR | _version(w),
        told=SIGNED_IN - SECOND_LINE,
    ),
    button("orgs:sector_remove", "unused_sector", SIGNED_IN, SECOND_LINE),
    button("orgs:sector_remove", "used_sector", SIGNED_IN, NONE),
    form(
        "orgs:group_add",
        "nothing",
        SECOND_LINE,
        SECOND_LINE,
        lambda w: {"name": "清河镇指导小组", "sector": w.county.sector.pk, "organisation": w.county.town.pk},
        told=SIGNED_IN - SECOND_LINE,
    ),
    form(
        "orgs:group_edit",
        "unused_group",
        SECOND_LINE,
        SECOND_LINE,
        lambda w: {"name": "教育指导组"} | _version(w),
        told=SIGNED_IN - SECOND_LINE,
    ),
    button("orgs:group_remove", "unused_group", SIGNED_IN, SECOND_LINE),
    button("orgs:group_remove", "used_group", SIGNED_IN, NONE),
    button("orgs:dismiss", "office", OF_RECORDS, APPOINTING, lambda _: {"ends_on": "2011-03-01"}),
    form("orgs:roster_import", "branch", OF_ROSTER, KEEPERS, lambda _: {"file": BytesIO(roster_file(row()))}),
    page("orgs:roster_batch", "roster", KEEPERS),
    button("orgs:roster_confirm", "roster", KEEPERS, KEEPERS),
    button("orgs:roster_discard", "roster", KEEPERS, KEEPERS),
    page("orgs:roster_refused", "roster", KEEPERS),
    # Writing
    form("pledges:mine", "nothing", SIGNED_IN, OWN | PEER | {"secretary"}),
    form("pledges:organisation", "branch", OF_BRANCH, HERE),
    page("pledges:list", "branch", OF_BRANCH),
    page("pledges:list", "town", ABOVE | TOP),
    page("pledges:list", "school", ABOVE | TOP | SECTOR),
    page("pledges:missing", "branch", OF_BRANCH),
    form(
        "pledges:oral",
        "branch",
        HERE,
        HERE,
        lambda w: {"member": w.county.co_member.pk} | _BOXES,
        told=OF_BRANCH - HERE,
    ),
    form(
        "pledges:wishes",
        "branch",
        OF_BRANCH,
        HERE,
        lambda _: {"text": "修路灯", "source": "走访", "heard_on": "2011-03-01"},
    ),
    page("pledges:detail", "draft", OWN),
    page("pledges:detail", "recorded", OWN | HERE),
    page("pledges:detail", "own_pledge", HERE),
    page("papers:pledge_pdf", "draft", OWN),
    page("papers:pledge_docx", "draft", OWN),
    page("appraisal:case", "draft", OWN),
    page("pledges:detail", "amended", OF_PLEDGE),
    page("pledges:detail", "filed", OF_PLEDGE),
    form("pledges:write", "draft", OWN, OWN, lambda w: _BOXES | _version(w)),
    form("pledges:write", "recorded", OWN | HERE, OWN | HERE, lambda w: _BOXES | _version(w)),
    button("pledges:autosave", "draft", OWN, OWN, lambda w: _BOXES | _version(w)),
    form(
        "pledges:paste",
        "draft",
        OWN,
        OWN,
        lambda _: {
            "do": "put",
            "piece-TOTAL_FORMS": 1,
            "piece-INITIAL_FORMS": 0,
            "piece-0-text": "每月巡查水渠1次。",
            "piece-0-kind": "post",
        },
    ),
    form("pledges:signers", "draft", OWN, OWN, lambda w: {"signers": w.county.co_member.pk} | _version(w)),
    button("pledges:step_out", "joint", OWN | PEER, PEER),
    button("pledges:step_out", "joint_submitted", OF_PLEDGE | PEER, PEER),
    button("pledges:agree", "joint_submitted", OF_PLEDGE | PEER, PEER),
    button(
        "pledges:note_agreement",
        "joint_signer",
        OF_PLEDGE | PEER,
        PEER | HERE,
        lambda _: {"note": "3月2日上门读给本人听，本人同意"},
    ),
    form("pledges:check", "draft", OWN, OWN, lambda _: {"confirm": "all"}),
    form(
        "pledges:item",
        "item",
        OWN,
        OWN,
        lambda _: {
            "place": "村口",
            "deadline-TOTAL_FORMS": 0,
            "deadline-INITIAL_FORMS": 0,
            "target-TOTAL_FORMS": 0,
            "target-INITIAL_FORMS": 0,
        },
    ),
    button("pledges:propose", "draft", OWN, OWN, _version),
    button("pledges:propose", "recorded", OWN | HERE, OWN | HERE, _version),
    button("pledges:withdraw", "proposed", OF_PLEDGE, OWN),
    # 审诺
    form("pledges:review", "proposed", REACH - TOP, HERE, lambda w: _JUDGED | _version(w)),
    form("pledges:review", "endorsed", REACH - TOP, ABOVE, lambda w: _JUDGED | _version(w)),
    form("pledges:review_batch", "list_with_proposed", SIGNED_IN, HERE, lambda w: w.picked()),
    # 定诺
    page("meetings:list", "branch", OF_BRANCH),
    form("meetings:create", "branch", HERE, HERE, lambda _: _MEETING, told=OF_BRANCH - HERE),
    page("meetings:meeting", "meeting", REACH),
    form("meetings:edit", "meeting", HERE, HERE, lambda _: _MEETING, told=REACH - HERE),
    button("meetings:cancel", "meeting", REACH, HERE),
    button("meetings:citizens", "meeting", REACH, HERE, lambda _: {"reason": "机关支部，没有群众。"}),
    button("meetings:enrol", "meeting", REACH, HERE, lambda _: {"category": "leader", "names": "到会丙"}),
    button("meetings:roll", "meeting", REACH, HERE, lambda _: {}),
    button("meetings:minutes", "meeting", REACH, HERE, lambda w: {"minutes": "同意。"} | _version(w)),
    button("meetings:close", "meeting_with_minutes", REACH, HERE),
    form("pledges:agenda", "meeting_with_reviewed", REACH, HERE, lambda w: w.picked(**{"leaders-ayes": 2})),
    button("pledges:take_back_votes", "meeting_with_votes", REACH, HERE, lambda _: {"reason": "名单登记错了。"}),
    form("pledges:confirm", "branch_with_reviewed", OF_BRANCH, HERE, _votes),
    page("pledges:confirm_done", "branch", OF_BRANCH),
    form("pledges:reconsider", "reviewed", OF_PLEDGE, HERE, lambda w: {"reason": "请写明数量。"} | _version(w)),
    # 备案 and what follows
    form("pledges:filing", "branch_with_confirmed", OF_BRANCH, HERE, lambda w: {"pick": w.it.pk}),
    form("pledges:filing", "town", ABOVE | TOP, NONE),
    page("pledges:version", "version", OF_PLEDGE),
    page("pledges:receipt", "version", OF_PLEDGE),
    page("pledges:diff", "filed", OF_PLEDGE),
    form("pledges:amend", "filed", OF_PLEDGE, OWN, lambda w: {"reason": "增加一项。"} | _version(w)),
    form("pledges:drop_amendment", "amended", OF_PLEDGE, OWN, _version),
    # 公示
    form("publicity:propose", "branch_with_filed", HERE, HERE, lambda w: {"ids": w.it.pk}),
    form("publicity:prepare", "filed", OF_PLEDGE, HERE, lambda _: {"has_looked": "on"}),
    page("publicity:publication", "prepared", OF_PLEDGE),
    page("publicity:reasons", "nothing", SIGNED_IN),
    button(
        "publicity:reason", "unkept", HERE | ABOVE, HERE | ABOVE, lambda _: {"words": "水泵坏了。", "has_looked": "on"}
    ),
    button("publicity:reason_back", "unkept_said", HERE | ABOVE, HERE | ABOVE),
    # 述 and 讲
    form(
        "appraisal:my_report",
        "nothing",
        SIGNED_IN,
        OWN | PEER | {"secretary"},
        lambda _: {"other": "走访12户。", "version": 0},
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
    page("papers:minutes_docx", "sitting", REACH),
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
    form("pledges:words", "round", SIGNED_IN, frozenset({"county_organiser"}), lambda _: _WORDS),
    form("appraisal:yearly_scale", "round", SIGNED_IN, frozenset({"county_organiser"}), lambda _: _SCALE),
    # 群众评 and 互评
    page("appraisal:survey_list", "branch", OF_BRANCH),
    button("appraisal:survey_convene", "branch", OF_BRANCH, HERE, lambda _: _GATHERING | {"period": 1}),
    form("appraisal:survey_summary", "branch_with_counted_survey", REACH, HERE, lambda _: {"period": 1}),
    page("appraisal:survey", "survey", REACH),
    button("appraisal:survey_arrange", "survey", REACH, HERE, lambda _: _GATHERING),
    button("appraisal:survey_roll", "survey", REACH, HERE, lambda w: {"number-citizen": 7} | _version(w)),
    button("appraisal:survey_open", "survey", REACH, HERE, lambda _: _VOTE),
    button("appraisal:survey_fix", "survey_counted", REACH, HERE),
    button("appraisal:survey_cancel", "survey", REACH, HERE, lambda _: {"reason": "改期"}),
    form("appraisal:mutual_start", "sitting", REACH, HERE, lambda _: _VOTE | {"slip_count": 3, "in_detail": "no"}),
    page("appraisal:mutual", "mutual", HERE | ABOVE),
    page("appraisal:my_mutual", "nothing", SIGNED_IN),
    # 践诺
    page("fulfilment:ledger", "branch_with_promise", OF_BRANCH),
    form("fulfilment:mine", "list_with_promise", SIGNED_IN, KEEPING, lambda w: {"item": w.it.pk, "text": "已洒水"}),
    form("fulfilment:own_results", "list_with_promise", SIGNED_IN, KEEPING, _not_kept),
    form("fulfilment:results", "branch_with_promise", HERE, HERE, _not_kept, told=OF_BRANCH - HERE),
    button(
        "fulfilment:bulk", "branch_with_promise", OF_BRANCH, KEEPING, lambda w: {"act": "keep", "pick": f"{w.it.pk}:0"}
    ),
    page("fulfilment:export", "branch_with_promise", OF_BRANCH),
    form("fulfilment:bring_back", "branch_with_promise", OF_BRANCH, OF_BRANCH, lambda w: {"file": ledger_file(w.it)}),
    page("fulfilment:sheet", "sheet", frozenset({"secretary"})),
    button("fulfilment:sheet_apply", "sheet", frozenset({"secretary"}), frozenset({"secretary"})),
    button("fulfilment:sheet_discard", "sheet", frozenset({"secretary"}), frozenset({"secretary"})),
    page("fulfilment:sheet_marked", "sheet", frozenset({"secretary"})),
    page("fulfilment:item", "promise", OF_PLEDGE),
    page("fulfilment:row", "promise", OF_PLEDGE),
    form("fulfilment:fill", "promise", KEEPING, KEEPING, lambda _: {"text": "已洒水"}, told=OF_PLEDGE - KEEPING),
    button("fulfilment:tick", "recurring", OF_PLEDGE, KEEPING, lambda _: {"on": "2011-03-02"}),
    button("fulfilment:remark", "promise", OF_PLEDGE, KEEPING, lambda _: {"text": "天旱无水"}),
    button("fulfilment:take_back", "stated", OF_PLEDGE, KEEPING, lambda _: {"version": 1}),
    button("fulfilment:settle", "stated", OF_PLEDGE, HERE | ABOVE, lambda _: {"version": 1}),
    button(
        "fulfilment:hand_back", "stated", OF_PLEDGE, HERE | ABOVE, lambda _: {"opinion": "请写明次数。", "version": 1}
    ),
    button("fulfilment:add_measure", "promise", OF_PLEDGE, KEEPING, lambda _: {"new-text": "借水泵"}),
    button("fulfilment:measure", "measure", OF_PLEDGE, KEEPING, lambda _: {"act": "drop"}),
    button("fulfilment:add_evidence", "promise", OF_PLEDGE, KEEPING, lambda _: {"file": pdf_file()}),
    page("fulfilment:evidence", "evidence", OF_PLEDGE),
    button("fulfilment:remove_evidence", "evidence", OF_PLEDGE, KEEPING, lambda _: {"reason": "传错了。"}),
    # 票箱. Whoever votes is nobody: the voting pages are the same for all.
    page("ballots:enter", "nothing", SIGNED_IN | NOBODY),
    page("ballots:vote", "open_box_code", SIGNED_IN | NOBODY),
    button("ballots:cast", "open_box_code", SIGNED_IN | NOBODY, NONE),
    form(
        "ballots:form",
        "open_box_code",
        SIGNED_IN | NOBODY,
        SIGNED_IN | NOBODY,
        lambda w: {"token": w.slips[0], "q0": "satisfied"},
    ),
    page("ballots:receipts", "open_box_code", SIGNED_IN | NOBODY),
    page("ballots:boxes", "branch", OF_BRANCH),
    button("ballots:summarise", "counted_branch", OF_BRANCH, HERE, lambda _: {"period": "2011/1"}),
    page("ballots:box", "open_box", REACH),
    button(
        "ballots:open",
        "prepared_box",
        REACH,
        HERE | ABOVE,
        lambda _: {"roll_size": 5, "slip_count": 5, "closes_at": "2011-03-20T12:00", "scrutineers": 1},
    ),
    button(
        "ballots:close",
        "open_box",
        REACH,
        HERE | ABOVE,
        lambda w: {"key0": w.keys[0], "key1": w.keys[1], **_EARLY},
    ),
    button("ballots:confirm", "closed_box", REACH, (HERE | ABOVE) - {"secretary"}),
    button("ballots:cancel", "open_box", REACH, HERE | ABOVE, lambda _: {"reason": "票没有印好"}),
    button("ballots:digest", "closed_box", REACH, frozenset({"secretary"}), lambda _: {"digest": "十人提到路灯。"}),
    form("ballots:paper", "open_box", REACH, HERE | ABOVE, lambda _: _PAPER),
    page("ballots:tally", "closed_box", HERE | ABOVE, told=TOP),
    # Duties
    page("duties:reminders", "nothing", SIGNED_IN),
    button("duties:mark_read", "reminder", SIGNED_IN, OWN),
    button("duties:email", "nothing", SIGNED_IN, SIGNED_IN, lambda _: {"email": "zdy@example.org"}),
    button("duties:expect", "reckoned", SIGNED_IN, frozenset({"county_organiser"})),
    page("duties:overview", "branch", REACH),
    page("duties:overview", "town", ABOVE | TOP | SECTOR),  # not whoever runs a branch of it
    page("duties:late", "branch", REACH),
    page("duties:late", "town", ABOVE | TOP | SECTOR),
    page("duties:missing", "missing_of_town", ABOVE | TOP | SECTOR),
    page("duties:export", "missing_of_town", ABOVE | TOP | SECTOR),
    page("duties:overview", "school", ABOVE | TOP | SECTOR),
    page("duties:missing", "missing_of_branch", REACH),
    page("duties:export", "missing_of_branch", REACH),
    form("duties:robot", "branch", REACH, NONE),  # no robot where the operator has allowed no host
    page("duties:duty", "duty", OF_PLEDGE),
    form("duties:extend", "list_with_duty", SIGNED_IN, HERE | ABOVE, lambda w: {"pick": w.it.pk} | _EXTENSION),
    form("duties:exempt", "list_with_duty", SIGNED_IN, HERE | ABOVE, lambda w: {"pick": w.it.pk, "ground": "ill"}),
    button("duties:shorten", "extended", OF_PLEDGE, HERE | ABOVE),
    button("duties:end_exemption", "exempted", OF_PLEDGE, HERE | ABOVE),
    # Papers
    page("papers:pledge_pdf", "filed", OF_PLEDGE),
    page("papers:pledge_docx", "filed", OF_PLEDGE),
    form("papers:batch_create", "branch_with_filed", OF_BRANCH, REACH, lambda _: {"kind": "pdf", "copies": "display"}),
    page("papers:batch_detail", "batch", frozenset({"secretary"})),
    page("papers:batch_file", "batch", NONE, told=frozenset({"secretary"})),
)

_BACK = {
    "redraft": ("yearly_proposed", OF_PLEDGE, RUNNING),
    "reconsider": ("yearly_decided", OF_PLEDGE, RUNNING),
    "take_down": ("yearly_published", REACH, ABOVE | {"county_organiser"}),
}
# Addresses that carry the name of a step: {url name: {step: (thing, who knows of it, who takes it, data)}}.
_STEPS = {
    "check": ("prepared", ABOVE, {}),
    "approve": ("checked", frozenset({"town_secretary"}), {}),
    "go_live": ("approved", HERE, {}),
    "send_back": ("prepared", ABOVE, {"reason": "请隐去姓名。"}),
    "note": ("taken_down", ABOVE, {}),
    "withdraw": ("live", HERE | ABOVE, {"reason": "有误。", "ground": "mistaken"}),
}
STEP_ROWS: tuple[tuple[str, Row], ...] = (
    *((step, button("appraisal:yearly_back", thing, see, act, lambda _: {"reason": "数填错了。"}))
      for step, (thing, see, act) in _BACK.items()),
    *((step, button("publicity:step", thing, OF_PLEDGE, act, lambda w, d=data: d | {"revision": w.it.revision}))
      for step, (thing, act, data) in _STEPS.items()),
    *((step, button("publicity:batch", f"list_with_{thing}", SIGNED_IN, act,
                    lambda w: {"pick": f"{w.it.pk}:{w.it.revision}"}))
      for step, (thing, act, _) in _STEPS.items() if step in {"check", "approve", "go_live"}),
)  # fmt: skip
