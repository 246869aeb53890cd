"""What an earlier copy said instead, marked where it differs and nowhere else."""

import pytest

from jiannuo.publicity.carried import with_earlier
from jiannuo.publicity.redaction import Passage


@pytest.mark.parametrize(
    ("filed", "shown", "marked"),
    [
        ("与二娃（残疾户）结对", "与某某结对", "二娃（残疾户）"),
        ("每周帮二娃挑水", "每周帮××挑水", "二娃"),
        ("帮二娃帮二娃", "帮二娃帮EW", "二娃"),
        ("二娃", "某某", "二娃"),
    ],
)
def test_the_suggestion_is_the_public_text_and_only_the_difference_is_marked(filed, shown, marked):
    (found,) = with_earlier([Passage("u.text", "第1项", filed)], {"u.text": (filed, shown)})
    assert found.suggested == shown
    assert [piece for piece, span in found.marked if span] == [marked]


@pytest.mark.parametrize(
    ("filed", "shown", "suggested"),
    [
        ("与二娃（残疾户）结对", "与1户群众结对", "与某某结对"),
        ("给二娃家修房", "修房", "某某修房"),
        ("修房", "给群众修房", "修房"),
        ("修水渠1200米", "修水渠12米", "修水渠1200米"),
    ],
)
def test_what_an_old_copy_said_otherwise_is_hidden_by_a_mark_or_stands_as_filed(filed, shown, suggested):
    (found,) = with_earlier([Passage("u.text", "第1项", filed)], {"u.text": (filed, shown)})
    assert found.suggested == suggested
