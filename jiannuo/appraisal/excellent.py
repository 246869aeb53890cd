"""「优秀一般不超过三分之一」: said with its numbers of all that one body appraises in a year, never a block (C29)."""

from collections.abc import Iterable

from jiannuo.appraisal.grading import Grade, too_many_excellent
from jiannuo.appraisal.models import YearlyAppraisal

KINDS = {"member": ("名", "党员"), "organisation": ("个", "党组织")}


def warnings(rows: Iterable[YearlyAppraisal]) -> dict[str, str]:
    """{kind of subject: sentence} where there is one. Undecided rows count as they are put forward or suggested."""
    graded = [row for row in rows if not row.is_probationary]
    said = {}
    for kind, (unit, noun) in KINDS.items():
        grades = [row.grade or row.proposed or row.suggested for row in graded if row.subject_kind == kind]
        if sentence := too_many_excellent(grades.count(Grade.EXCELLENT), len(grades), unit=unit, noun=noun):
            said[kind] = sentence
    return said
