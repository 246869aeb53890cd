from collections.abc import Mapping

from django.db import transaction

from jiannuo.accounts.models import User
from jiannuo.ballots import policies, questions
from jiannuo.ballots.models import BallotBox, PaperTally
from jiannuo.ballots.queries import Paper, paper_of
from jiannuo.base.errors import Refusal, require
from jiannuo.journal.actions import record


@transaction.atomic
def enter_paper(
    box: BallotBox, counts: Mapping[str, Mapping[str, int]], *, ballots: int, by: User, void: int = 0
) -> Paper:
    """C28: what one of two people counted on paper. The same person's second entry replaces the first."""
    box = BallotBox.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=box.pk)
    require(policies.why_not_enter_paper(by, box))
    others = box.paper_tallies.exclude(entered_by=by).count()
    if others >= 2:
        raise Refusal("纸票已由两人登记。要更正，请由这两人各自重新登记。")
    require(_why_not_these(box, counts, ballots, void))
    empty = questions.count(box.questions, [])
    PaperTally.objects.update_or_create(
        box=box,
        entered_by=by,
        defaults={"ballots": ballots, "void": void, "counts": questions.added(empty, counts)},
    )
    record(by=by, verb="enter_paper", subject=box, path=box.path)
    return paper_of(box)


def _why_not_these(box: BallotBox, counts: Mapping[str, Mapping[str, int]], ballots: int, void: int) -> str:
    most = box.roll_size - box.slip_count
    if not 0 <= ballots <= most:
        return f"纸票最多{most}张（应投{box.roll_size}人，已印扫码票{box.slip_count}张）。请核对收回的张数。"
    if not 0 <= void <= ballots:
        return "作废的票不能多于收回的票。请核对。"
    whys = (_why_not_so(question, counts.get(question["key"], {}), ballots - void) for question in box.questions)
    return next(filter(None, whys), "")


def _why_not_so(question: questions.Question, row: Mapping[str, int], valid: int) -> str:
    """Every valid ballot says something to every question, also that nothing is marked."""
    label, told = question["label"], sum(row.values())
    if any(n < 0 for n in row.values()) or told > valid:
        return f"“{label}”各项相加超过了有效票{valid}张。请重新清点这一题。"
    if told < valid:
        return f"“{label}”各项相加是{told}张，比有效票少{valid - told}张。没有选的，请填在“未选”里。"
    return ""
