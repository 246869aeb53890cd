"""What an earlier copy said instead, marked where it differs and nowhere else."""

import pytest

from jiannuo.publicity.carried import with_earlier
from jiannuo.publicity.redaction import Passage


@pytest.mark.parametrize(
    ("filed", "shown", "marked"),
    [
        ("与李德海（残疾户）结对", "与1户群众结对", "李德海（残疾户）"),
        ("给二娃家修房", "修房", "给二娃家"),
        ("每周帮二娃", "每周", "帮二娃"),
        ("帮二娃帮二娃", "帮二娃", "帮二娃"),
        ("修房", "给群众修房", "修"),
        ("二娃", "1名群众", "二娃"),
        ("帮扶", "帮扶群众", "扶"),
    ],
)
def test_the_suggestion_is_the_public_text_and_only_the_difference_is_marked(filed, shown, marked):
    (found,) = with_earlier([Passage("u.text", "第1项", filed)], {"u.text": (filed, shown)})
    assert found.suggested == shown
    assert [piece for piece, span in found.marked if span] == [marked]
