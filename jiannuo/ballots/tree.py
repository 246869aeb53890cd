"""C28: sums up the tree that give no group away by subtraction. Pure.

Every box shows its own figure by its own size (`release`). A sum is then shown for an organisation only when somebody
who knows everything shown below it learns nothing protected (`attack`). Boxes that would spoil a sum are left out of
it and carried up, where others join them. All that is shown stays shown: sums are made once, from the lowest up.
"""

from collections.abc import Iterable, Sequence

from jiannuo.ballots.attack import Attack
from jiannuo.ballots.figures import Group, Statement, strictest, total
from jiannuo.ballots.questions import Question
from jiannuo.ballots.release import Level, level_of


def own(question: Question, groups: Iterable[Group]) -> list[Statement]:
    """What each box shows of itself."""
    levels = ((group, level_of(question, group.counts, group.rules)) for group in groups)
    return [Statement(g.path, frozenset({g.key}), level) for g, level in levels if level is not Level.NOTHING]


def summarise(
    question: Question, groups: Sequence[Group], nodes: Iterable[str], given: Iterable[Statement] = ()
) -> list[Statement]:
    """One statement at most for each node (a path), from the lowest up; `given` was shown for nodes below before."""
    said = [*own(question, groups), *given]
    done = {statement.path for statement in given}
    made = []
    for node in sorted(set(nodes) - done, key=lambda path: (-path.count("/"), path)):
        statement = _of(question, node, [g for g in groups if g.path.startswith(node)], said)
        if statement:
            said.append(statement)
            made.append(statement)
    return made


def _of(question: Question, node: str, groups: list[Group], said: list[Statement]) -> Statement | None:
    below = frozenset(group.key for group in groups)
    inner = [statement for statement in said if statement.boxes <= below]
    covered = frozenset[str]().union(*(statement.boxes for statement in inner))
    for boxes in dict.fromkeys((below, covered)):
        members = [group for group in groups if group.key in boxes]
        top = level_of(question, total(members), strictest(members))
        for level in _down_from(top):
            statement = Statement(node, boxes, level)
            if is_safe(question, statement, members, [s for s in inner if s.boxes <= boxes]):
                return statement
    return None


def _down_from(level: Level) -> Sequence[Level]:
    return {Level.FULL: (Level.FULL, Level.BANDS), Level.NOTHING: ()}.get(level, (level,))


def is_safe(question: Question, new: Statement, members: Sequence[Group], inner: Sequence[Statement]) -> bool:
    """Whether nothing protected follows from this statement and those shown of parts of it."""
    same = [part for part in inner if part.boxes == new.boxes]
    if same:  # the same boxes: nothing new, and nothing more
        return new.level in {part.level for part in same}
    return Attack(question, members, [*inner, new]).finds_nothing()


def year_of(first: Level, second: Level) -> Level:
    """Both dates of a year together: only what follows from both figures anyway, so that neither can be taken out."""
    return first if first is second and first in {Level.BANDS, Level.FULL} else Level.NOTHING
