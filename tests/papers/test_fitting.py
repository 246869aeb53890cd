from hypothesis import given
from hypothesis import strategies as st

from jiannuo.papers.fitting import LEAST_PT, fit, lines_of


def test_short_texts_share_the_room_and_are_set_large():
    fitted = fit({"共性承诺": ["守纪律"], "岗位承诺": ["修路"], "实事承诺": ["送饭"]}, 322)
    assert (fitted.size, fitted.away) == (14, ())
    assert round(sum(fitted.heights.values())) == 322


def test_the_longest_goes_away_whole_and_the_others_stay():
    fitted = fit({"共性承诺": ["守" * 30], "岗位承诺": ["修" * 900], "实事承诺": ["送" * 30]}, 322)
    assert fitted.away == ("岗位承诺",)


def test_smaller_letters_are_tried_before_anything_goes_away():
    fitted = fit({"共性承诺": ["守" * 100], "岗位承诺": ["修" * 120], "实事承诺": ["送" * 60]}, 322)
    assert (fitted.size, fitted.away) == (12, ())


@given(st.lists(st.lists(st.text(max_size=400), min_size=1, max_size=5), min_size=1, max_size=4))
def test_what_stays_fits_the_room(texts):
    boxes = {str(number): text for number, text in enumerate(texts)}
    fitted = fit(boxes, 345)
    staying = sum(
        max(LEAST_PT, lines_of(boxes[n], fitted.size) * fitted.line + 8) for n in boxes if n not in fitted.away
    )
    assert staying + LEAST_PT * len(fitted.away) <= 345
