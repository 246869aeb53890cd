import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiannuo.papers import faces
from jiannuo.papers.legible import BREAK, MISSING, breakable, drawable, note_on, tidy


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("一\r\n二\r三\u2028四\v五", "一\n二\n三\n四\n五"),
        ("修\x00路\x07\u200b\u202e\ufeff", "修路"),
        ("\u3000\u3000修路\xa0\n\n  \t养路 ", "修路\n养路"),
        ("路\ud800\uffff", "路\ufffd\ufffd"),
        ("", ""),
    ],
)
def test_text_is_tidied(typed, printed):
    assert tidy(typed) == printed


def test_a_character_without_a_glyph_is_shown_and_named():
    text, missing = drawable("爱😀民😀\ue000", faces.glyphs(with_own=False))
    assert (text, missing) == (f"爱{MISSING}民{MISSING}{MISSING}", ["😀", "\ue000"])
    assert note_on(missing) == "“〓”处为字库没有的字（U+1F600、U+E000），请按原稿手写补正。"


def test_rare_characters_of_names_have_glyphs():
    names = "㛃𬭎㙍䶮𠅤龘镕堃喆囍叕犇淼赟昇嫕翀彧玥"
    assert drawable(names, faces.glyphs(with_own=False)) == (names, [])


def test_a_note_on_many_characters_stays_short():
    assert note_on([chr(0x1F600 + n) for n in range(40)]).endswith("U+1F607等40个字），请按原稿手写补正。")
    assert note_on([]) == ""


def test_endless_words_can_break_and_short_ones_stay_whole():
    assert breakable("a" * 24, 12) == "a" * 12 + BREAK + "a" * 12
    assert breakable("。" * 30, 12).count(BREAK) == 2
    assert breakable("infrastructure 修" + "路" * 60, 12) == "infrastructure 修" + "路" * 60


@given(st.text())
def test_tidying_twice_changes_nothing_more(text):
    assert tidy(tidy(text)) == tidy(text)


@given(st.text(alphabet=st.characters(categories=("L", "N"))))
def test_letters_and_figures_are_never_lost(text):
    assert tidy(text) == text
