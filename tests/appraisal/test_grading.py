"""C29: the reckoning itself. Recomputed by hand once, held to properties by Hypothesis, attacked by mutants."""

from fractions import Fraction
from functools import partial
from unittest.mock import patch

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from jiannuo.appraisal import grading
from jiannuo.appraisal.grading import Figure, Grade, Part, Scale, Source, percent, suggest, too_many_excellent

TERMS = {
    "weights": {"member": {"keeping": 60, "reporting": 15, "mutual": 25}},
    "floors": {"excellent": 90, "qualified": 70, "fair": 60},
}
SCALE = Scale.of(TERMS, "member")
HALF = Fraction(1, 2)


def keeping(kept, late=0, failed=0):
    parts = (
        Part("已兑现", kept, Fraction(1)),
        Part("逾期兑现", late, HALF),
        Part("未兑现", failed, Fraction(0)),
    )
    return Figure(Source.KEEPING, parts)


def plain(source, good, bad):
    return Figure(source, (Part("好", good, Fraction(1)), Part("其他", bad, Fraction(0))))


def test_by_hand():
    """5 kept and 1 kept late of 6: 5.5/6. 3 of 4 reports. 互评 16 of 18. (5.5/6×60 + 3/4×15 + 16/18×25) / 100."""
    told = suggest([keeping(5, 1), plain(Source.REPORTING, 3, 1), plain(Source.MUTUAL, 16, 2)], SCALE)
    assert told.share == (Fraction(11, 12) * 60 + Fraction(3, 4) * 15 + Fraction(16, 18) * 25) / 100
    assert (percent(told.share), told.grade) == ("88.5", Grade.QUALIFIED)
    assert told.lines == (
        "践诺：已兑现5、逾期兑现1（按1/2计），共6：91.7%",
        "述和讲：好3、其他1，共4：75.0%",
        "党员互评：好16、其他2，共18：88.9%",
        "合计：（91.7%×60 + 75.0%×15 + 88.9%×25）÷ 100 = 88.5%，建议等次：合格",
    )


def test_what_is_missing_leaves_with_its_weight_and_says_so():
    unheard = Figure(Source.MUTUAL, missing="参加互评的不足5人，不作统计")
    told = suggest([keeping(9, 0, 1), plain(Source.REPORTING, 1, 0), unheard], SCALE)
    assert told.share == (Fraction(9, 10) * 60 + 15) / 75
    assert "党员互评：参加互评的不足5人，不作统计" in told.lines
    assert told.lines[-1].endswith("÷ 75 = 92.0%，建议等次：优秀")


def test_never_by_votes_alone():
    told = suggest([Figure(Source.KEEPING), plain(Source.MUTUAL, 18, 0)], SCALE)
    assert (told.grade, told.share) == (None, None)
    assert "不提出建议等次" in told.reason


def test_more_than_a_third_excellent_warns_with_numbers():
    of = partial(too_many_excellent, unit="个", noun="党组织")
    assert of(6, 18) == ""
    assert of(7, 18).startswith("18个党组织中优秀有7个（一般不超过三分之一，即6个）。")
    assert of(0, 0) == ""


counts = st.integers(0, 40)
quick = settings(max_examples=60, database=None, deadline=None, phases=[Phase.explicit, Phase.generate])


def _rank(told):
    order = [None, Grade.UNQUALIFIED, Grade.FAIR, Grade.QUALIFIED, Grade.EXCELLENT]
    return order.index(told.grade)


def _laws():
    """Each law as a function that raises; run by the tests and, against mutants, by `killed`."""

    @quick
    @given(kept=counts, late=counts, failed=counts, good=counts, bad=counts)
    def one_more_kept_never_lowers(kept, late, failed, good, bad):
        others = [plain(Source.MUTUAL, good, bad)]
        before, after = (suggest([keeping(n, late, failed), *others], SCALE) for n in (kept, kept + 1))
        assert before.share is None or after.share >= before.share
        assert _rank(after) >= _rank(before)

    @quick
    @given(kept=counts, late=counts, failed=counts, factor=st.integers(2, 9))
    def only_the_proportions_of_the_weights_matter(kept, late, failed, factor):
        figures = [keeping(kept, late, failed), plain(Source.MUTUAL, 3, 1)]
        larger = Scale({k: v * factor for k, v in SCALE.weights.items()}, SCALE.floors)
        assert suggest(figures, larger).share == suggest(figures, SCALE).share

    @quick
    @given(kept=st.integers(1, 40), late=counts, failed=counts)
    def a_source_without_anything_changes_nothing(kept, late, failed):
        alone = suggest([keeping(kept, late, failed)], SCALE)
        beside = suggest([keeping(kept, late, failed), Figure(Source.MUTUAL, missing="无")], SCALE)
        assert (alone.share, alone.grade) == (beside.share, beside.grade)

    @quick
    @given(kept=counts, late=counts, failed=counts)
    def between_nothing_and_the_whole(kept, late, failed):
        share = keeping(kept, late, failed).share
        assert (share is None) == (kept + late + failed == 0)
        assert share is None or 0 <= share <= 1
        if kept + late + failed:
            assert share == Fraction(2 * kept + late, 2 * (kept + late + failed))

    @quick
    @given(failed=st.integers(1, 40))
    def nothing_kept_is_never_good(failed):
        assert suggest([keeping(0, 0, failed)], SCALE).grade == Grade.UNQUALIFIED

    @quick
    @given(share=st.fractions(0, 1))
    @example(share=Fraction(9, 10))
    def the_best_grade_reached(share):
        figure = Figure(Source.KEEPING, (Part("已兑现", 1, share),))
        told = suggest([figure], SCALE).grade
        expected = next((g for g, floor in SCALE.floors if share >= floor), Grade.UNQUALIFIED)
        assert told == expected

    @quick
    @given(excellent=counts, others=counts)
    def a_third_is_not_too_many(excellent, others):
        said = too_many_excellent(excellent, excellent + others, unit="名", noun="党员")
        assert bool(said) == (excellent > others / 2)

    return [
        one_more_kept_never_lowers,
        only_the_proportions_of_the_weights_matter,
        a_source_without_anything_changes_nothing,
        between_nothing_and_the_whole,
        nothing_kept_is_never_good,
        the_best_grade_reached,
        a_third_is_not_too_many,
    ]


@pytest.mark.parametrize("law", _laws(), ids=lambda law: law.__name__)
def test_laws(law):
    law()


def _mutated(name):
    """The source of grading with one thought turned wrong, compiled anew."""
    before, after = MUTANTS[name]
    source = grading.__loader__.get_source(grading.__name__)
    assert source.count(before) == 1, before
    space = {"__name__": grading.__name__}
    exec(compile(source.replace(before, after), "mutant", "exec"), space)  # noqa: S102
    return space


MUTANTS = {
    "late counts whole": ("part.size * part.credit for", "part.size for"),
    "missing counts as nothing": ("(share := f.share) is not None", "(share := f.share or Fraction()) is not None"),
    "floors from above": ("if share >= floor)", "if share > floor)"),
    "worst grade first": ("key=lambda pair: -pair[1]", "key=lambda pair: pair[1]"),
    "weights not divided": ("in counted), Fraction()) / total", "in counted), Fraction()) / 100"),
    "a third is too many": ("excellent * 3 > graded", "excellent * 3 >= graded"),
    "votes alone": ("figure.source is Source.KEEPING", "figure.source in Source"),
    "divides by the kinds": ("Fraction()) / self.total", "Fraction()) / len(self.parts)"),
}


def _all_hold():
    test_more_than_a_third_excellent_warns_with_numbers()
    test_by_hand()
    test_never_by_votes_alone()
    test_what_is_missing_leaves_with_its_weight_and_says_so()
    for law in _laws():
        law()


@pytest.mark.parametrize("name", MUTANTS)
def test_every_mutant_is_killed(name):
    space = _mutated(name)
    names = ("suggest", "too_many_excellent", "Scale", "Figure", "Part", "Source", "Grade", "percent")
    wrong = {n: space[n] for n in names} | {"SCALE": space["Scale"].of(TERMS, "member")}
    with patch.dict(globals(), wrong), pytest.raises(Exception):  # noqa: B017, PT011  however it dies
        _all_hold()


def test_the_reckoning_itself_holds():
    _all_hold()
