"""C28: sums up the tree that give no group away by subtraction. Pure.

Every box shows its own figure by its own size (`release`). A sum is then shown for an organisation only when nothing
protected can be had by taking shown figures from it. What a sum covers beyond the figures shown below it is its
residue: the residue must be empty, or so large and so mixed that it might have been shown itself. Boxes that would
spoil a sum are left out of it and carried up, where they are joined by others. All that is shown stays shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from jiannuo.ballots.attack import Attack
from jiannuo.ballots.figures import Group, Statement, strictest, total
from jiannuo.ballots.questions import Question, counting
from jiannuo.ballots.release import Counts, Level, Rules, answers, bands, is_nearly_all, level_of


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
    if any(part.boxes == new.boxes for part in inner):  # the same boxes: nothing new, and nothing more
        return any(part.boxes == new.boxes and part.level is new.level for part in inner)
    case = _Case(question, {group.key: group for group in members}, strictest(members))
    rest = case.without(new.boxes, inner, Level.NEARLY_ALL)
    if not case.may_follow(rest, case.rules.smallest, case.by_bands(rest)):
        return False
    if new.level >= Level.BANDS and not case.is_mixed(new, inner):
        return False
    if new.level is Level.FULL and not case.tells_no_more(new, inner):
        return False
    return Attack(question, members, [*inner, new]).finds_nothing()


@dataclass(frozen=True)
class _Case:
    """The counts behind one judgement."""

    question: Question
    groups: Mapping[str, Group]
    rules: Rules

    def sum(self, boxes: Iterable[str]) -> dict[str, int]:
        return total(self.groups[key] for key in boxes)

    def by_options(self, boxes: Iterable[str]) -> tuple[int, ...]:
        counts = self.sum(boxes)
        return tuple(counts.get(option, 0) for option in counting(self.question))

    def by_bands(self, boxes: Iterable[str]) -> tuple[int, ...]:
        return bands(self.question, self.sum(boxes))

    def without(self, boxes: frozenset[str], inner: Iterable[Statement], least: Level) -> frozenset[str]:
        """What remains when everything shown at that level or a higher one is taken away."""
        return boxes.difference(*(part.boxes for part in inner if part.level >= least))

    def may_follow(self, rest: frozenset[str], least: int, parts: tuple[int, ...]) -> bool:
        """A residue might have been shown itself: empty, or large enough and mixed."""
        size = answers(self.question, self.sum(rest))
        return size == 0 or (size >= least and not is_nearly_all(parts))

    def is_mixed(self, new: Statement, inner: Sequence[Statement]) -> bool:
        """What follows in two bands, by itself and without the figures of which only a bound is shown."""
        rest = self.without(new.boxes, inner, Level.BANDS)
        parts = (rest, self.without(rest, inner, Level.NEARLY_ALL))
        return all(self.may_follow(part, self.rules.smallest, self.by_bands(part)) for part in parts)

    def tells_no_more(self, new: Statement, inner: Sequence[Statement]) -> bool:
        """What follows of every option is as large as a group must be of which every option is shown."""
        rest = self.without(new.boxes, inner, Level.FULL)
        return self.may_follow(rest, self.rules.full_from, self.by_options(rest))


def year_of(first: Level, second: Level) -> Level:
    """Both dates of a year together: only what follows from both figures anyway, so that neither can be taken out."""
    return first if first is second and first in {Level.BANDS, Level.FULL} else Level.NOTHING


def classes_of(question: Question, parts: Sequence[Counts], rules: Rules) -> bool:
    """Whether a count may be split by class of voter: every class might be shown by itself."""
    return all(level_of(question, counts, rules) is not Level.NOTHING for counts in parts)
