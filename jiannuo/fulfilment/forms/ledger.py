"""What of the ledger is shown, one act for many rows, and the sheet that comes back."""

from typing import Any

from django import forms

from jiannuo.base.dates import today
from jiannuo.base.fields import Day as OneDay
from jiannuo.base.fields import Line as OneLine
from jiannuo.fulfilment.actions.progress import Line
from jiannuo.fulfilment.actions.results import Day, Statement
from jiannuo.fulfilment.models import NoteKind
from jiannuo.fulfilment.models.progress import MOST
from jiannuo.fulfilment.narrowing import BODIES, NO_RESULT, PEOPLE, SORTS, TO_SETTLE, Chosen
from jiannuo.fulfilment.standing import ItemState
from jiannuo.fulfilment.workflow import Outcome
from jiannuo.orgs.models import Organisation
from jiannuo.rounds.models import Round

_STATES = [("", "全部"), (NO_RESULT, "还没有结果"), *ItemState.choices, (TO_SETTLE, "等我销号")]


def _kinds(words: dict[str, dict[str, str]]) -> list[tuple[str, str]]:
    """(kind, label), the round's words; where the two forms call it differently both: 岗位承诺（履职承诺）."""
    members, bodies = words["member"], words["organisation"]
    kinds = dict.fromkeys([*members, *bodies])
    return [(kind, _kind_said(members.get(kind, ""), bodies.get(kind, ""))) for kind in kinds]


def _kind_said(of_members: str, of_bodies: str) -> str:
    if of_members and of_bodies and of_members != of_bodies:
        return f"{of_members}（{of_bodies}）"
    return of_bodies or of_members


class LedgerFilter(forms.Form):
    """The address keeps what was chosen, so that a filter can be kept as a link."""

    state = forms.ChoiceField(label="兑现情况", required=False, choices=_STATES)
    kind = forms.ChoiceField(label="承诺类别", required=False)
    due_before = OneDay(label="完成时限不晚于", required=False)
    whose = forms.ChoiceField(
        label="谁的承诺", required=False, choices=[("", "全部"), (BODIES, "党组织的"), (PEOPLE, "党员的")]
    )
    subject = OneLine(label="承诺主体", required=False, max_length=60)
    text = OneLine(label="承诺事项", required=False, max_length=60)
    place = forms.ChoiceField(label="下级党组织", required=False)
    sort = forms.ChoiceField(label="排列", required=False, choices=list(SORTS.items()))
    member = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    year = forms.IntegerField(required=False, min_value=1, max_value=9999, widget=forms.HiddenInput)

    def __init__(self, data: Any, round_: Round, children: list[Organisation]) -> None:
        super().__init__(data)
        kinds = [("", "全部"), *_kinds(round_.terms["kinds"])]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        places = [("", "全部"), *((child.path or "", child.short_name) for child in children)]
        self.fields["place"].choices = places  # type: ignore[attr-defined]
        if not children:
            del self.fields["place"]

    @property
    def chosen(self) -> Chosen:
        """What is understood; what is not is left out."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value}
        return Chosen(**given)


class BulkForm(forms.Form):
    """The bar under the table: one act for all ticked rows."""

    KEEP, IN_TIME, NOTE, REMARK, SETTLE = "keep", "in_time", "note", "remark", "settle"
    ACTS = ((KEEP, "已兑现"), (IN_TIME, "按期完成"), (NOTE, "写进展"), (REMARK, "延期说明"), (SETTLE, "销号"))

    act = forms.ChoiceField(choices=ACTS)
    text = OneLine(label="一句话", required=False, max_length=MOST)
    on = OneDay(label="日期（不填为今天）", required=False)
    expected_on = OneDay(label="预计完成（延期说明用）", required=False)

    @property
    def line(self) -> Line | Statement | None:
        """What is to be done with each row; None settles."""
        given = self.cleaned_data
        act, day = given["act"], given["on"] or today()
        if act == self.SETTLE:
            return None
        if act == self.IN_TIME:
            return Statement(Outcome.KEPT, day=Day.IN_TIME)
        if act == self.KEEP:
            return Statement(Outcome.KEPT, given["on"], day=Day.WRITTEN if given["on"] else Day.USUAL)
        kind = NoteKind.REMARK if act == self.REMARK else NoteKind.PROGRESS
        return Line(given["text"], day, kind, given["expected_on"] if kind == NoteKind.REMARK else None)


class SheetForm(forms.Form):
    file = forms.FileField(label="改好的台帐", widget=forms.FileInput(attrs={"accept": ".xlsx"}))
