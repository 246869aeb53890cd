"""年度评议: the own word, the opinion, the decision, the reply and its answer, as far as the reader may read them."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from jiannuo.accounts.models import User
from jiannuo.appraisal.case.event import Event
from jiannuo.appraisal.grading import Grade
from jiannuo.appraisal.models import YearlyAppraisal
from jiannuo.appraisal.queries.yearly import reckoning_for, visible_to
from jiannuo.base.dates import local_day
from jiannuo.pledges.models import Pledge


def events_of(user: User, pledge: Pledge) -> Iterator[Event]:
    """Of the pledge's subject in the pledge's round; one query."""
    rows = visible_to(user).filter(round=pledge.round_id, member=pledge.member_id)
    rows = rows.select_related("proposed_by", "decided_by", "answered_by", "replied_by", "published_by")
    row = (rows if pledge.member_id else rows.filter(organisation=pledge.organisation_id)).first()
    if row is None:
        return
    url = reverse("appraisal:yearly_one", args=[row.pk])
    for at, title, by, lines in _steps(row, reckoning_for(user, row).get("lines", [])):
        if at is not None:
            yield Event(local_day(at), title, "round", by, tuple(filter(None, lines)), url, "看年度评议", at)


def _steps(row: YearlyAppraisal, sums: list[str]) -> Iterator[tuple[datetime | None, str, str, list[str]]]:
    name, body = row.subject_name, row.decider.short_name
    yield row.self_at, f"年度自评：{_label(row.self_grade)}", name, [row.self_words]
    proposed = _label(row.proposed) or "不评定等次"
    yield row.proposed_at, f"年度评议：拟评{proposed}", body, sums
    votes = f"到会{row.present}，赞成{row.ayes}，反对{row.noes}，弃权{row.abstentions}"
    yield row.decided_at, f"年度评议：{_decided(row)}", body, [votes, row.opinion]
    yield row.replied_at, "本人说明" if row.member_id else "本组织说明", name, [row.reply]
    yield row.answered_at, "对说明的答复", body, [row.answer]
    yield row.published_at, "年度评议结果公布", body, [row.public_words]
    yield row.taken_down_at, "年度评议结果撤下", body, [row.taken_down_reason]


def _label(grade: str) -> str:
    return Grade(grade).label if grade else ""


def _decided(row: YearlyAppraisal) -> str:
    return f"评定为{_label(row.grade)}" if row.grade else "参加评议，不评定等次"
