import pytest

from jiannuo.base.numbers import number, numbers, ticked


@pytest.mark.parametrize("sent", ["", "-1", "1.5", "abc", "١٢", "²", "9" * 30, "9" * 5000, "1\x00"])
def test_what_no_row_can_have_is_no_number(sent: str) -> None:
    assert number(sent) is None


def test_numbers_are_kept_in_order() -> None:
    assert numbers(["3", "x", "1"]) == [3, 1]


def test_a_tick_names_row_and_version() -> None:
    assert ticked(["12:3", "4", "x:1", "5:6:7", f"{'9' * 30}:1"]) == {12: 3}
