from dataclasses import asdict
from typing import Any

from django.db import transaction

from jiannuo.accounts.models import User
from jiannuo.ballots import policies, tree
from jiannuo.ballots.figures import Group, Statement, strictest, total
from jiannuo.ballots.models import BallotBox, BoxKind, Summary
from jiannuo.ballots.outlook import outlook_of
from jiannuo.ballots.queries import line_of, rules_of, totals_by_box
from jiannuo.ballots.questions import Question, labels
from jiannuo.ballots.release import Level, answers, level_of, shown
from jiannuo.ballots.workflow import State
from jiannuo.base.errors import Refusal, require
from jiannuo.journal.actions import record
from jiannuo.orgs.models import Organisation
from jiannuo.orgs.offices import below


@transaction.atomic
def summarise(organisation: Organisation, period: str, *, by: User, missing: int = 0) -> Summary:
    """C28: the sums of a period, once. Whoever is above comes after whoever is below, never before.

    `missing`: of how many surveys that are not done the publisher has said that the sum does without them.
    """
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    require(policies.why_not_summarise(by, organisation))
    path, kind = organisation.path or "", BoxKind.SURVEY
    earlier = list(Summary.objects.filter(kind=kind, period=period, path__in=line_of(path)))
    if earlier:
        raise Refusal("这一期的汇总已由本级或上级公布，不能再作一次：前后两次相减会露出单个支部的结果。")
    outlook = outlook_of(organisation, period)
    require(policies.why_not_sum(outlook, known=missing))
    confirmed = BallotBox.objects.filter(below(path), kind=kind, period=period, state=State.CONFIRMED)
    boxes = list(confirmed.order_by("path", "id"))
    if not boxes:
        raise Refusal("这一期还没有确认的测评结果。请等所属支部计票并确认后再汇总。")
    given = Summary.objects.filter(below(path), kind=kind, period=period)
    figures = _figures(path, boxes, [summary.figures for summary in given])
    summary = Summary.objects.create(
        organisation=organisation, path=path, kind=kind, period=period, figures=figures, made_by=by
    )
    told = {"period": period, "boxes": len(boxes), "missing": outlook.missing}
    record(by=by, verb="summarise_ballots", subject=summary, path=path, **told)
    return summary


Figures = dict[str, dict[str, dict[str, Any]]]


def _figures(path: str, boxes: list[BallotBox], earlier: list[Figures]) -> Figures:
    totals = totals_by_box(boxes)
    made: Figures = {}
    withheld = {str(box.pk) for box in boxes if box.is_withheld}
    for key, question in _shared_questions(boxes).items():
        groups = [
            Group(str(box.pk), box.path, totals[box.pk][key], rules_of(box))
            for box in boxes
            if key in totals[box.pk] and set(totals[box.pk][key]) == set(labels(question))
        ]
        telling = [group for group in groups if answers(question, group.counts)]
        nodes = {node for group in telling for node in line_of(group.path) if node.startswith(path)}
        for statement in tree.summarise(question, telling, nodes, _given(earlier, key)):
            told = _told(question, statement, groups) | {"silent": _silent(question, statement.path, groups, withheld)}
            made.setdefault(statement.path, {})[key] = told
    return made


def _silent(question: Question, path: str, groups: list[Group], withheld: set[str]) -> str:
    """C28: of how many counts at and below nothing is shown of their own, and why; each of them says so itself too."""
    here = [group for group in groups if group.path.startswith(path)]
    without = [group for group in here if level_of(question, group.counts, group.rules) is Level.NOTHING]
    taken = sum(group.key in withheld and not answers(question, group.counts) for group in without)
    few = len(without) - taken
    reasons = (f"{few} 次有效回答太少", few), (f"{taken} 次单看扫码票就会露出，没有公布", taken)
    if not without:
        return f"{len(here)} 次测评都有结果。" if len(here) > 1 else ""
    said = "，".join(reason for reason, number in reasons if number)
    return f"{len(here)} 次测评中 {len(without)} 次没有结果（{said}）。"


def _shared_questions(boxes: list[BallotBox]) -> dict[str, Question]:
    found: dict[str, Question] = {}
    for box in boxes:
        for question in box.questions:
            found.setdefault(question["key"], question)
    return found


def _given(earlier: list[Figures], key: str) -> list[Statement]:
    return [
        Statement(node, frozenset(told[key]["boxes"]), Level(told[key]["level"]))
        for figures in earlier
        for node, told in figures.items()
        if key in told
    ]


def _told(question: Question, statement: Statement, groups: list[Group]) -> dict[str, Any]:
    members = [group for group in groups if group.key in statement.boxes]
    left_out = sum(g.path.startswith(statement.path) for g in groups) - len(members)
    figure = shown(question, total(members), strictest(members), most=statement.level)
    return {
        "boxes": sorted(statement.boxes),
        "level": int(statement.level),
        "label": question["label"],
        "left_out": left_out,
        "shown": asdict(figure),
    }
