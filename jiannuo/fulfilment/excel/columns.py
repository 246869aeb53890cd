"""The columns of the ledger people know, and what a row says in each of them."""

from datetime import date

from jiannuo.fulfilment.rows import Row
from jiannuo.fulfilment.standing import ItemState
from jiannuo.fulfilment.workflow import Outcome

NUMBER, SUBJECT, KIND, TEXT, RESPONSIBLE, DEADLINE = "序号", "承诺主体", "承诺类别", "承诺事项", "责任人", "完成时限"
EFFECT, PROGRESS, DONE_ON, OUTCOME, EVIDENCE, REMARK = "预期效果", "进展情况", "完成时间", "兑现情况", "佐证", "备注"
KEY, CHECK, BASE_SHEET = "识别码", "核对", "对照（请勿改动）"
MINE, YES = "按我的改", ("是", "√", "按我的改")  # of a marked row: what is held back is to be written all the same
CAPTIONS = (
    *(NUMBER, SUBJECT, KIND, TEXT, RESPONSIBLE, DEADLINE),
    *(EFFECT, PROGRESS, DONE_ON, OUTCOME, EVIDENCE, REMARK),
)
FROZEN = (SUBJECT, KIND, TEXT, RESPONSIBLE, DEADLINE, EFFECT)  # the filed text: changed by 充实完善 only
EDITABLE = (PROGRESS, DONE_ON, OUTCOME, REMARK)
RESULT = (DONE_ON, OUTCOME, REMARK)
COMPARED = (*FROZEN, *EDITABLE)
HELD = {caption: f"待定：{caption}" for caption in EDITABLE}  # hidden: what a cell said that waits for a decision

# What may be chosen in 兑现情况; every other state is derived from days.
CHOICES = ("进行中", *(outcome.label for outcome in Outcome))
_ALSO = {"兑现": Outcome.KEPT, "完成": Outcome.KEPT, "已完成": Outcome.KEPT, "已办结": Outcome.KEPT}
_ALSO |= {"按期兑现": Outcome.KEPT, "已变更": Outcome.CHANGED, "已撤销": Outcome.WITHDRAWN, "没兑现": Outcome.NOT_KEPT}
_UNDER_WAY = {"", "未兑", "未完成", "正在进行", "正在办理", "未到时间"}


def outcome_of(word: str) -> str | None:
    """The outcome that a word in 兑现情况 means, "" for what goes on, None for what nobody understands."""
    if word in {ItemState.KEPT_LATE.label, *(o.label for o in Outcome), *_ALSO}:
        named = {ItemState.KEPT_LATE.label: Outcome.KEPT, **_ALSO, **{o.label: o for o in Outcome}}
        return named[word].value
    ongoing = {state.label for state in ItemState} - {o.label for o in Outcome} - {ItemState.KEPT_LATE.label}
    return "" if word in ongoing | _UNDER_WAY else None


def shown(row: Row, number: int) -> dict[str, str | int | date | None]:
    """What stands in each cell of a row."""
    item, result = row.item, row.result
    return {
        NUMBER: number,
        SUBJECT: item.pledge.subject_name,
        KIND: row.kind,
        TEXT: item.text,
        RESPONSIBLE: item.responsible,
        DEADLINE: row.deadline,
        EFFECT: row.effect,
        PROGRESS: row.note.text if row.note else "",
        DONE_ON: result.done_on if result else None,
        OUTCOME: row.state.label,
        EVIDENCE: f"{row.counts.files}份" if row.counts.files else "",
        REMARK: row.reason,
    }


def compared(row: Row) -> dict[str, str]:
    """The same as it is compared: days as ISO, the outcome as stated, not as derived from days."""
    cells = shown(row, 0)
    done_on = row.result.done_on if row.result else None
    told = {caption: str(cells[caption] or "") for caption in COMPARED}
    return told | {DONE_ON: done_on.isoformat() if done_on else "", OUTCOME: row.result.outcome if row.result else ""}
