"""One line is enough, entered once, never changed; recurring promises are ticked by period."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from jiannuo.base.errors import Refusal
from jiannuo.fulfilment import queries
from jiannuo.fulfilment.actions import note, state_result, tick
from jiannuo.fulfilment.actions.progress import Line, note_many
from jiannuo.fulfilment.actions.results import Statement
from jiannuo.fulfilment.counts import ticked_in
from jiannuo.fulfilment.models import NoteKind, ProgressNote, Source, Tick
from jiannuo.fulfilment.recurring import Span, span_at, spans_of
from jiannuo.fulfilment.workflow import Outcome
from jiannuo.journal.models import Entry

Q2 = Span(date(2011, 4, 1), date(2011, 6, 30), "第二季度", 0)
Q3 = Span(date(2011, 7, 1), date(2011, 9, 30), "第三季度", 0)


@pytest.mark.parametrize("who", ["member", "secretary", "organiser"])
def test_whoever_keeps_the_promise_adds_a_line(county, fence, june, who):
    note(fence, "  材料已\n到位 ", june, by=county.users[who])
    row = ProgressNote.objects.get()
    assert (row.text, row.on, row.by, row.source, row.kind) == (
        "材料已 到位",
        june,
        county.users[who],
        Source.TYPED,
        NoteKind.PROGRESS,
    )
    assert Entry.objects.filter(verb="note_progress", path=county.branch.path).count() == 1


@pytest.mark.parametrize("who", ["co_member", "town_secretary", "neighbour_secretary", "leader", "administrator"])
def test_others_do_not(county, fence, june, who):
    with pytest.raises(Refusal, match="由承诺人本人或所在党组织"):
        note(fence, "材料已到位", june, by=county.users[who])
    assert not ProgressNote.objects.exists()


@pytest.mark.parametrize(
    ("text", "on", "said"),
    [
        ("", date(2011, 6, 15), "请写一句进展"),
        (" \u200b ", date(2011, 6, 15), "请写一句进展"),
        ("长" * 201, date(2011, 6, 15), "最多200字"),
        ("已办", date(2011, 6, 16), "不能晚于今天"),
        ("已办", date(1911, 6, 15), "请核对年份"),
    ],
)
def test_a_line_that_cannot_be_is_refused(county, fence, text, on, said):
    with pytest.raises(Refusal, match=said):
        note(fence, text, on, by=county.users["member"])


def test_a_line_is_never_changed(county, fence, june):
    row = note(fence, "材料已到位", june, by=county.users["member"])
    for act in (lambda: ProgressNote.objects.update(text="改"), row.delete):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            act()


def test_many_lines_at_once_say_which_could_not_be_written(county, items, own_item, june):
    lines = {i.pk: Line("汛期停工", june, NoteKind.REMARK, date(2011, 7, 20)) for i in [*items, own_item]}
    lines[items[0].pk] = Line("", june)
    done, refused = note_many(lines, by=county.users["secretary"])
    assert (done, [(i.pk, why) for i, why in refused]) == (3, [(items[0].pk, "请写一句进展。")])
    assert set(ProgressNote.objects.values_list("expected_on", flat=True)) == {date(2011, 7, 20)}
    assert Entry.objects.filter(verb="note_progress").count() == 3
    done, refused = note_many({own_item.pk: Line("好", june)}, by=county.users["member"])
    assert (done, len(refused)) == (0, 1)


def test_ticks_count_by_period(county, monthly, june):
    by = county.users["member"]
    tick(monthly, june, by=by)
    tick(monthly, june, by=by)
    tick(monthly, date(2011, 5, 3), by=by, times=5)
    assert list(Tick.objects.order_by("period_start").values_list("period_start", "times")) == [
        (date(2011, 5, 1), 5),
        (date(2011, 6, 1), 2),
    ]
    assert ticked_in([monthly.pk], Q2, june) == {monthly.pk: "本期已做7次"}
    assert ticked_in([monthly.pk], Q3, june) == {}
    tick(monthly, june, by=by, times=0)
    assert ticked_in([monthly.pk], Q2, june) == {monthly.pk: "本期已做5次"}
    assert Entry.objects.filter(verb="tick").count() == 4


def test_ticks_that_cannot_be_are_refused(county, monthly, fence, june):
    by = county.users["member"]
    with pytest.raises(Refusal, match="不是定期做的事"):
        tick(fence, june, by=by)
    with pytest.raises(Refusal, match="还没有开始"):
        tick(monthly, date(2011, 7, 1), by=by)
    with pytest.raises(Refusal, match="0到999"):
        tick(monthly, june, by=by, times=-1)
    with pytest.raises(Refusal, match="0到999"):
        tick(monthly, june, by=by, times=1000)
    with pytest.raises(Refusal, match="由承诺人本人"):
        tick(monthly, june, by=county.users["co_member"])
    assert not Tick.objects.exists()


def test_periods_follow_the_promise(monthly, fence, county):
    assert span_at(fence, date(2011, 6, 3)) is None
    spans = spans_of(monthly, county.round)
    assert (len(spans), spans[0].label, spans[-1].label, spans[0].promised) == (11, "2月", "12月", 2)
    labels = {}
    for every in ("day", "week", "quarter", "half_year", "year"):
        monthly.deadlines = [{"type": "recurring", "every": every, "times": 1}]
        found = spans_of(monthly, county.round)
        labels[every] = (len(found), found[0].label, found[0].promised, found[-1].ends_on >= county.round.closes_on)
    assert labels == {
        "day": (48, "1月31日起一周", 7, True),
        "week": (48, "1月31日起一周", 1, True),
        "quarter": (4, "第一季度", 1, True),
        "half_year": (2, "上半年", 1, True),
        "year": (1, "全年", 1, True),
    }


def test_prefill_says_what_the_ledger_knows_of_the_period(county, monthly, fence, rules, june):
    by = county.users["member"]
    promises = [monthly.pk, fence.pk, rules.pk]
    assert queries.sentences(promises, Q2) == {
        monthly.pk: "",
        fence.pk: "",
        rules.pk: "",
    }
    note(fence, "材料已到位。", date(2011, 4, 2), by=by)
    note(fence, "已安装15米。", date(2011, 6, 1), by=by)
    note(fence, "先说明一下", june, by=by, kind=NoteKind.REMARK)
    tick(monthly, june, by=by, times=2)
    note(monthly, "用的是村里的洒水车", june, by=by)
    assert queries.sentences(promises, Q2) == {
        monthly.pk: "本期已做2次；用的是村里的洒水车。",
        fence.pk: "已安装15米。",
        rules.pk: "",
    }
    assert queries.sentences(promises, Q3)[fence.pk] == ""
    state_result(fence, Statement(Outcome.KEPT, june), by=by)
    state_result(rules, Statement(Outcome.CHANGED, reason="改为每季度学习。"), by=by)
    said = queries.sentences(promises, Q2)
    assert (said[fence.pk], said[rules.pk]) == ("已兑现（6月15日）；已安装15米。", "变更：改为每季度学习。")
    early = Span(date(2011, 1, 1), date(2011, 3, 31), "", 0)
    assert set(queries.sentences(promises, early).values()) == {""}
