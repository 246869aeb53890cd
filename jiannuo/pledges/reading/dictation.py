"""A text dictated without any sign: where one clause ends and the next begins."""

from collections.abc import Iterator

from jiannuo.pledges.reading import lexicon, timing
from jiannuo.pledges.reading.cleaning import fold
from jiannuo.pledges.reading.quantities import quantities
from jiannuo.pledges.reading.regex import regex
from jiannuo.pledges.reading.sentences import cut

_SHORTEST = 20  # what is shorter is one breath
_SIGN = regex(r"[,;:、。!?….()\[\]\s“”\"《》]")
FURTHER = regex(r"另外|还有(?![\d一二两三])|再就是|再一个|再有|然后|其次|此外|最后(?!一)")
_HOUR = regex(r"早上|早晨|中午|下午|晚上|夜里|平时|闲时|空闲时")
_COMES = regex(r"(?:到了|等到|一到)$")  # 「到了冬天」
_OPEN = regex(r"[在从到于把给为帮替对向的和与跟是每就也要并且]$")  # a clause that ends so is not over
_OVER = regex(
    r"(?:[管修扫办建看护搞做照][^的]{0,12}[好完净齐]|干净|起来|下来|出来|打开|到位|[两几]?句(?:大实|心里)?话)"
)
_BEGINS = regex(
    r"(?:我|俺)?(?:就|也|要|再|还)?(?:带[着领动]|帮|给|为|替|把|教|不|每|坚持|保证|义务|免费|[早中晚][上晨午])"
)
_PEOPLE, _MONEY = frozenset("人名户位家"), frozenset(("元", "万元", "亿元", "块钱"))


def breaths(row: str) -> list[str]:
    """The clauses of a row without signs; any other row whole."""
    folded = fold(row)
    if len(row) < _SHORTEST or _SIGN.search(folded.rstrip("。.!")) or len(row) > timing.LONGEST:
        return [row]
    places: list[int] = []
    for place in sorted(set(_places(folded))):
        start = places[-1] if places else 0
        if place - start >= 6 and len(folded) - place >= 6 and not _OPEN.search(folded[start:place]):
            places.append(place)
    return cut(row, places)


def _places(folded: str) -> Iterator[int]:
    """Where a clause may begin: at a connective, at a time, behind a result or a figure."""
    yield from (match.start() for match in FURTHER.finditer(folded))
    yield from (match.start() for match in _HOUR.finditer(folded))
    for start, end, deadline in timing.find(folded, None):
        is_tail = folded[end - 1] in "次回遍趟" and start > 0
        began = _COMES.search(folded, max(0, start - 2), start)
        yield end if is_tail else began.start() if began else start if deadline.type != "open" else 0
    ends = [match.end() for match in _OVER.finditer(folded)]
    ends += [q.end for q in quantities(folded) if q.unit not in _PEOPLE | _MONEY]
    yield from (
        end
        for end in ends
        if _BEGINS.match(folded, end) or lexicon.starts_promise(folded[end : end + 12], with_short_verbs=False)
    )
