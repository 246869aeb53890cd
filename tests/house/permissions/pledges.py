"""Who may open which address of `pledges` and act there."""

from typing import Any

from jiannuo.rounds.presets import GUIDANCE_2011, POINTS
from tests.house.permissions.roles import (
    ABOVE,
    HERE,
    NONE,
    OF_BRANCH,
    OF_PLEDGE,
    OWN,
    PEER,
    REACH,
    SECTOR,
    SIGNED_IN,
    TOP,
    Row,
    button,
    form,
    page,
    version,
)
from tests.house.world import World, kinds_of_meeting


def _votes(w: World) -> dict[str, Any]:
    kinds = kinds_of_meeting()
    return w.picked(**kinds, **{f"{kind}-ayes": 2 for kind in kinds})


_BOXES = {"common": "遵守党章。", "post": "每周入户走访2次。", "deed": "年底前修好村口路灯3盏。"}

_JUDGED = {"verdict": "pass", "opinion": "同意。"}

_KINDS = [(s, kind, label) for s, kinds in GUIDANCE_2011.terms.kinds.items() for kind, label in kinds.items()]

_WORDS = (
    {"points": "\n".join(POINTS)}
    | {f"label-{s}-{kind}": label for s, kind, label in _KINDS}
    | {f"topics-{s}-{kind}": "修桥补路" for s, kind, _ in _KINDS}
)

ROWS: tuple[Row, ...] = (
    page("pledges:queue", "nothing", SIGNED_IN),
    page("pledges:review_batch_done", "nothing", SIGNED_IN),
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
    page("pledges:detail", "amended", OF_PLEDGE),
    page("pledges:detail", "filed", OF_PLEDGE),
    form("pledges:write", "draft", OWN, OWN, lambda w: _BOXES | version(w)),
    form("pledges:write", "recorded", OWN | HERE, OWN | HERE, lambda w: _BOXES | version(w)),
    button("pledges:autosave", "draft", OWN, OWN, lambda w: _BOXES | version(w)),
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
    form("pledges:signers", "draft", OWN, OWN, lambda w: {"signers": w.county.co_member.pk} | version(w)),
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
    button("pledges:propose", "draft", OWN, OWN, version),
    button("pledges:propose", "recorded", OWN | HERE, OWN | HERE, version),
    button("pledges:withdraw", "proposed", OF_PLEDGE, OWN),
    # 审诺
    form("pledges:review", "proposed", REACH - TOP, HERE, lambda w: _JUDGED | version(w)),
    form("pledges:review", "endorsed", REACH - TOP, ABOVE, lambda w: _JUDGED | version(w)),
    form("pledges:review_batch", "list_with_proposed", SIGNED_IN, HERE, lambda w: w.picked()),
    # 定诺
    form("pledges:agenda", "meeting_with_reviewed", REACH, HERE, lambda w: w.picked(**{"leaders-ayes": 2})),
    button("pledges:take_back_votes", "meeting_with_votes", REACH, HERE, lambda _: {"reason": "名单登记错了。"}),
    form("pledges:confirm", "branch_with_reviewed", OF_BRANCH, HERE, _votes),
    page("pledges:confirm_done", "branch", OF_BRANCH),
    form("pledges:reconsider", "reviewed", OF_PLEDGE, HERE, lambda w: {"reason": "请写明数量。"} | version(w)),
    # 备案 and what follows
    form("pledges:filing", "branch_with_confirmed", OF_BRANCH, HERE, lambda w: {"pick": w.it.pk}),
    form("pledges:filing", "town", ABOVE | TOP, NONE),
    page("pledges:version", "version", OF_PLEDGE),
    page("pledges:receipt", "version", OF_PLEDGE),
    page("pledges:diff", "filed", OF_PLEDGE),
    form("pledges:amend", "filed", OF_PLEDGE, OWN, lambda w: {"reason": "增加一项。"} | version(w)),
    form("pledges:drop_amendment", "amended", OF_PLEDGE, OWN, version),
    form("pledges:words", "round", SIGNED_IN, frozenset({"county_organiser"}), lambda _: _WORDS),
)
