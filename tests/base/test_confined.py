"""A file from outside is opened in a process of its own: what it may take, and what is said where it breaks."""

import pytest

from jiannuo.base.confined import Trouble, made_by
from jiannuo.base.errors import Refusal

SAID = {Trouble.UNREADABLE: "坏了。", Trouble.TOO_LARGE: "太大。", Trouble.LOCKED: "有密码。"}


def test_what_fits_comes_back():
    assert made_by("tests.base.greedy", b"1000", SAID) == b"taken: 1000"


@pytest.mark.parametrize(
    ("data", "words", "said"),
    [
        (b"2147483648", [], "太大。"),
        (b"locked", [], "有密码。"),
        (b"locked", ["untold"], "坏了。"),
        (b"no number", [], "坏了。"),
    ],
)
def test_each_way_to_break_has_its_sentence(data, words, said):
    with pytest.raises(Refusal, match=said):
        made_by("tests.base.greedy", data, SAID, words=words)


def test_what_has_no_sentence_of_its_own_is_unreadable():
    with pytest.raises(Refusal, match="坏了。"):
        made_by("tests.base.greedy", b"2147483648", {Trouble.UNREADABLE: "坏了。"})
