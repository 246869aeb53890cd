"""Whether words of a public copy lie over the filed text: letter by letter, but for what is hidden under a mark.

The same words can lie over a text in many ways (is the 某 of 「某某」 a mark, half of one, or a letter of the text?),
so all of them are followed at once, in one walk along the text. A text of 9,000 letters under 18,000 takes under 2 s.
"""

import re
from collections import defaultdict
from collections.abc import Mapping

from jiannuo.publicity.redaction import Passage

MARK = re.compile(r"某{1,2}|[×✕＊*]{1,4}|[A-ZＡ-Ｚ]{1,4}|（略）|……")
_LONGEST_MARK = 4

# A set of places in the public words, one bit each: bit m is the place before letter m, so 1 is {the beginning}.
# Shifting a set by a length is stepping over so many letters from every place in it at once.
_Places = int
_BEGINNING: _Places = 1


def lies_over(words: str, passage: Passage, figures: frozenset[int]) -> bool:
    """Whether the words are the passage's with nothing but marks, or the reader's stand-ins, in places.

    `figures`: the letters of the passage (counted from 0) that no mark may hide. Spaces may be left out. Words that
    were hinted at may go without a mark where they hold no figure.
    """
    letters, marks = _letters(words), _marks(words)
    hints = {span.start: span for span in passage.spans}
    read: list[_Places] = [_BEGINNING, *(0 for _ in passage.text)]  # [n]: where words may stand for the first n letters
    unmarked: _Places = 0  # the same, when a mark still has to follow for the last of these letters
    for n, letter in enumerate(passage.text):
        read[n] |= _behind(unmarked, marks)
        if hint := hints.get(n):
            read[hint.end] |= _behind(read[n], _starts(words, hint.replacement))
            read[hint.end] |= 0 if figures.intersection(range(n, hint.end)) else read[n]
        read[n + 1] |= (read[n] & letters.get(letter, 0)) << 1
        read[n + 1] |= read[n] if letter.isspace() else 0
        unmarked = 0 if n in figures else read[n] | unmarked
    read[-1] |= _behind(unmarked, marks)
    return bool(read[-1] >> len(words) & 1)


def _behind(places: _Places, starts: Mapping[int, _Places]) -> _Places:
    """The places behind what begins at one of these. `starts`: {length of it: the places where one begins}."""
    found: _Places = 0
    for length, begins in starts.items():
        found |= (places & begins) << length
    return found


def _letters(words: str) -> Mapping[str, _Places]:
    """{letter: the places before it}; none for a letter that the words lack."""
    found: dict[str, _Places] = defaultdict(int)
    for n, letter in enumerate(words):
        found[letter] |= 1 << n
    return found


def _marks(words: str) -> Mapping[int, _Places]:
    """{length: the places where a mark of this length begins}: of 「某某」 the first half is one too."""
    found: dict[int, _Places] = defaultdict(int)
    for n in range(len(words)):
        for length in range(1, _LONGEST_MARK + 1):
            if MARK.fullmatch(words, n, n + length):
                found[length] |= 1 << n
    return found


def _starts(words: str, phrase: str) -> Mapping[int, _Places]:
    """{length of the phrase: the places where it begins}, overlapping ones too."""
    found: dict[int, _Places] = defaultdict(int)
    for n in range(len(words) + 1):
        if words.startswith(phrase, n):
            found[len(phrase)] |= 1 << n
    return found
