"""Sums up the tree against somebody who subtracts everything shown from everything else (G12).

The attacker is the strongest there is: he knows how many answered in every box and every figure shown. A protected
group is safe when another world, with the same figures everywhere, has the group vote differently.
"""

from functools import cache
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from jiannuo.ballots import release, tree
from jiannuo.ballots.figures import Group
from jiannuo.ballots.release import Level, bands
from tests.ballots.questions_of import question

ASKED = question()
OPTIONS = ["satisfied", "fairly", "dissatisfied", "unaware"]
UPPER = {"satisfied", "fairly"}


def counts(*numbers):
    return dict(zip(OPTIONS, numbers, strict=False))


def size(vector):
    return sum(vector.values())


@cache
def _look(numbers, level, rules):
    """What a page shows of these counts, to somebody who knows the rules by which it is shown."""
    vector = dict(zip(OPTIONS, numbers, strict=True))
    natural = rules.level_of(ASKED, vector, rules.Rules())
    is_lowered = level < natural and level == rules.Level.NEARLY_ALL
    return None if is_lowered else rules.shown(ASKED, vector, rules.Rules(), most=rules.Level(level))


def _fits(level, before, after, rules):
    """Whether a figure shown of `before` would look the same of `after`."""
    return _look(tuple(before.values()), level, rules) == _look(tuple(after.values()), level, rules)


def _worlds(vectors, group):
    """Worlds in which one voter of the group and at most one of another box answer otherwise."""
    for had in (o for o in OPTIONS if vectors[group][o]):
        for other in (o for o in OPTIONS if o != had):
            changed = vectors | {
                group: vectors[group] | {had: vectors[group][had] - 1, other: vectors[group][other] + 1}
            }
            yield changed
            for partner in (p for p in vectors if p != group):
                for gave in (o for o in OPTIONS if changed[partner][o]):
                    for took in (o for o in OPTIONS if o != gave):
                        mine = changed[partner]
                        yield changed | {partner: mine | {gave: mine[gave] - 1, took: mine[took] + 1}}


def _rounds(vectors, group):
    """Worlds in which three boxes pass votes round, where two are not enough."""
    for world in _worlds(vectors, group):
        for third in vectors:
            for had in (o for o in OPTIONS if world[third][o]):
                for other in (o for o in OPTIONS if o != had):
                    mine = world[third]
                    yield world | {third: mine | {had: mine[had] - 1, other: mine[other] + 1}}


def _sum(vectors, boxes):
    return {o: sum(vectors[b][o] for b in boxes) for o in OPTIONS}


def _of(vectors, boxes, by_bands):
    vector = _sum(vectors, boxes)
    return bands(ASKED, vector) if by_bands else tuple(vector.values())


def _is_open(vectors, said, boxes, by_bands, rules):
    """Another world fits everything shown, and these boxes together vote otherwise in it."""
    sums = [_sum(vectors, s.boxes) for s in said]
    mine = _of(vectors, boxes, by_bands)
    return any(
        _of(world, boxes, by_bands) != mine
        and all(_fits(int(s.level), b, _sum(world, s.boxes), rules) for s, b in zip(said, sums, strict=True))
        for search in (_worlds, _rounds)
        for group in boxes
        for world in search(vectors, group)
    )


def _is_promised(vectors, said, boxes, by_bands):
    """What is openly not promised: where twenty and more all said the same, everybody knows of everybody."""
    family = [s.boxes for s in said if s.level >= (Level.BANDS if by_bands else Level.FULL)]
    derived = family + [outer.difference(*(inner for inner in family if inner < outer)) for outer in family]
    uniform = [
        whole
        for whole in derived
        if sum(_of(vectors, whole, by_bands)) >= 20
        and max(_of(vectors, whole, by_bands)) == sum(_of(vectors, whole, by_bands))
    ]
    return all(any(box in whole for whole in uniform) for box in boxes)


def _protected(vectors):
    """Groups of fewer than ten, and unanimous ones of fewer than twenty.

    True: in two bands; False: by options. Protected are single boxes and unions of two and three.
    """
    keys = [k for k in vectors if size(vectors[k])]
    sets = [frozenset({k}) for k in keys]
    sets += [frozenset(c) for n in (2, 3) for c in combinations(keys, n) if size(_sum(vectors, c)) < 20]
    for boxes in sets:
        vector = _sum(vectors, boxes)
        if size(vector) < 5 or (size(vector) < 10 and 0 in bands(ASKED, vector)):
            yield boxes, True
        if size(vector) < 10 or (size(vector) < 20 and max(vector.values()) == size(vector)):
            yield boxes, False


def leaks_of(groups, said, rules=release):
    """The protected groups that stand open to somebody who has everything that is shown."""
    vectors = {g.key: {o: g.counts.get(o, 0) for o in OPTIONS} for g in groups}
    return [
        (sorted(boxes), by_bands)
        for boxes, by_bands in _protected(vectors)
        if not _is_open(vectors, said, boxes, by_bands, rules) and not _is_promised(vectors, said, boxes, by_bands)
    ]


def leaks(groups, nodes):
    return leaks_of(groups, [*tree.own(ASKED, groups), *tree.summarise(ASKED, groups, nodes)])


# Boxes that are small, uniform or nearly so are what the rules are about: mostly those.
_sizes = st.one_of(st.integers(1, 4), st.integers(5, 9), st.integers(10, 24))
_mixed = st.tuples(*[st.integers(0, 6)] * 4)
_uniform = st.builds(lambda n, at: tuple(n if i == at else 0 for i in range(4)), _sizes, st.integers(0, 3))
_nearly = st.builds(
    lambda n, at, to: tuple((n if i == at else 0) + (i == to) for i in range(4)),
    _sizes,
    st.integers(0, 3),
    st.integers(0, 3),
)
_two = st.builds(lambda a, b: (a, b, 0, 0), st.integers(0, 12), st.integers(0, 8))
_counts = st.one_of(_mixed, _uniform, _nearly, _two)
_paths = st.sampled_from(["/1/", "/1/2/", "/1/3/", "/1/2/4/", "/1/2/5/", "/1/3/6/", "/1/3/7/"])
NODES = ["/1/", "/1/2/", "/1/3/"]


@settings(max_examples=200)
@given(st.lists(st.tuples(_paths, _counts), min_size=1, max_size=6))
def test_nothing_protected_follows_from_what_is_shown(boxes):
    groups = [Group(str(i), path, counts(*numbers)) for i, (path, numbers) in enumerate(boxes)]
    assert leaks(groups, NODES) == []


def test_an_ordinary_town_shows_everything():
    """The rules cost nothing where nobody needs them."""
    groups = [Group(str(i), f"/1/2/{i}/", counts(12 + i, 5, 2, 1)) for i in range(8)]
    (town,) = tree.summarise(ASKED, groups, ["/1/2/"])
    assert (town.level, len(town.boxes)) == (Level.FULL, 8)


def test_a_content_town_shows_itself_although_no_branch_does():
    """Where in every branch (nearly) all are content, the branches show a bound and the town its figures."""
    groups = [Group(str(i), f"/1/2/{i}/", counts(14, i % 2, 0, 0)) for i in range(8)]
    assert {s.level for s in tree.own(ASKED, groups)} == {Level.NEARLY_ALL}
    (town,) = tree.summarise(ASKED, groups, ["/1/2/"])
    assert town.level is Level.FULL
