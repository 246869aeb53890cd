"""C29: sealed counts enter the yearly reckoning as they were released: bounds as bounds, and never more than that."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiannuo.appraisal import counted
from jiannuo.appraisal.grading import Source
from jiannuo.ballots.models import BallotBox, BoxKind
from jiannuo.ballots.presets import options_for
from jiannuo.ballots.release import Rules, shown

WORDS = ("比素质", "比能力", "比奉献", "比业绩", "比作风")
SMALL = Rules(5, 10)
_MUTUAL = BallotBox(kind=BoxKind.MUTUAL, title="党员互评")


def _question(word):
    return {"key": word, "label": word, "group": "", "options": options_for(BoxKind.MUTUAL, {})}


def _reckoned(*tallies, box=_MUTUAL):
    asked = [_question(word) for word in WORDS[: len(tallies)]]
    figures = [shown(q, counts, SMALL) for q, counts in zip(asked, tallies, strict=True)]
    rows = [(box, q, figure) for q, figure in zip(asked, figures, strict=True)]
    return counted._of(rows, Source.MUTUAL), figures


def test_near_unanimous_praise_counts_as_the_bound_that_was_released():
    """Four of five comparisons all but unanimous, one at 4 of 8: not the one alone."""
    figure, _ = _reckoned(*[{"good": 7, "fair": 1}] * 4, {"good": 4, "fair": 4})
    assert figure.share == Fraction(4 * 87 + 50, 500)
    assert "比素质“好、较好”87%以上，有效回答8（按87%计）" in figure.said()
    assert figure.said().endswith("共40：79.6%")


def test_near_unanimous_blame_counts_as_its_bound_too():
    figure, _ = _reckoned({"needs_work": 12})
    assert figure.share == Fraction(1, 10)
    assert "比素质“需改进”90%以上，有效回答12（按10%计）" in figure.said()


def test_what_may_not_be_told_is_named_as_not_counted():
    figure, _ = _reckoned({"good": 4, "fair": 4}, {"good": 4})
    assert figure.share == Fraction(1, 2)
    assert figure.said().endswith("共8：50.0%（比能力没有公布，不计入）")


def test_of_a_survey_the_meeting_is_named():
    box = BallotBox(kind=BoxKind.SURVEY, title="上半年群众评议")
    figure, _ = _reckoned({"good": 4, "fair": 4}, {"good": 4}, box=box)
    assert figure.said().endswith("（上半年群众评议没有公布，不计入）")
    assert figure.said().startswith("上半年群众评议“好、较好”4")  # the same is asked at each half-year's


def test_of_a_survey_a_bound_names_its_meeting_too():
    box = BallotBox(kind=BoxKind.SURVEY, title="上半年群众评议")
    figure, _ = _reckoned({"good": 12}, box=box)
    assert figure.said().startswith("上半年群众评议“好”90%以上，有效回答12")


def test_nothing_told_is_no_figure():
    figure, (one,) = _reckoned({"good": 4})
    assert (figure.share, figure.said()) == (None, one.why)


tallies = st.builds(
    lambda good, fairly, fair, bad: {"good": good, "fairly_good": fairly, "fair": fair, "needs_work": bad},
    *[st.integers(0, 20)] * 4,
)


@settings(max_examples=200, database=None, deadline=None)
@given(tallies)
def test_only_what_was_released_enters(counts):
    """Two counts that look alike when released are reckoned alike; and a number stands for nothing else than them."""
    figure, (told,) = _reckoned(counts)
    if told.level == 0:
        assert figure.share is None
    elif told.lines[0].count is None:
        assert [part.count for part in figure.parts] == [told.answers]
        assert figure.share * 100 in {told.lines[0].percent, 100 - told.lines[0].percent}
    else:
        better = sum(line.count for line in told.lines if line.label in {"好", "较好", "好、较好"})
        assert figure.share == Fraction(better, told.answers)


@pytest.mark.parametrize("total", range(5, 20))
@pytest.mark.parametrize("option", ["good", "fairly_good", "fair", "needs_work"])
def test_all_and_all_but_one_are_reckoned_alike(total, option):
    other = {"good": "fair", "fairly_good": "fair", "fair": "good", "needs_work": "good"}[option]
    one, _ = _reckoned({option: total})
    less, _ = _reckoned({option: total - 1, other: 1})
    assert one == less
    true = Fraction(total - 1 if option in {"good", "fairly_good"} else 1, total)
    assert one.share <= true if option in {"good", "fairly_good"} else one.share >= true


def _told_of_two(first, second, questions=5):
    """Of one person: a box of so many questions, all answered alike, and one of a single question."""
    asked = [(BallotBox(kind=BoxKind.MUTUAL, title="二季度"), _question(word), first) for word in WORDS[:questions]]
    asked.append((BallotBox(kind=BoxKind.MUTUAL, title="四季度"), _question("五比综合"), second))
    for box, *_ in asked[1:questions]:
        box.pk = asked[0][0].pk
    return counted._of([(box, q, shown(q, counts, SMALL)) for box, q, counts in asked], Source.MUTUAL)


def test_a_box_of_five_questions_weighs_as_its_voters_and_not_as_its_answers():
    """Eight voters, half of them content, and seventeen, of whom fourteen are: 18 of 25, not 34 of 57."""
    figure = _told_of_two({"good": 4, "fair": 4}, {"good": 14, "fair": 3})
    assert (figure.share, figure.total) == (Fraction(18, 25), 25)
    assert "比素质“好、较好”4（每5个折1票）" in figure.said()
    assert figure.said().endswith("五比综合“好、较好”14、“一般、需改进”3，折合25：72.0%")


def test_boxes_that_asked_as_many_questions_are_counted_without_folding():
    figure = _told_of_two({"good": 4, "fair": 4}, {"good": 14, "fair": 3}, questions=1)
    assert (figure.share, figure.total) == (Fraction(18, 25), 25)
    assert figure.said().endswith("共25：72.0%")


def test_of_five_questions_those_that_were_told_make_the_vote():
    """Two of five comparisons were told: each answer is half a vote."""
    box, other = BallotBox(kind=BoxKind.MUTUAL, title="二季度"), BallotBox(kind=BoxKind.MUTUAL, title="四季度")
    told = [(box, WORDS[0], 8), (box, WORDS[1], 7), (box, WORDS[2], 4), (other, "五比综合", 10)]
    rows = [(b, _question(w), shown(_question(w), {"good": n // 2, "fair": n - n // 2}, SMALL)) for b, w, n in told]
    assert counted._of(rows, Source.MUTUAL).said().endswith("折合17.5：48.6%（比奉献没有公布，不计入）")
