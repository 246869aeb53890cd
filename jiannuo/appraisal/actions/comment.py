"""支部讲评, item by item, while the meeting goes on (C26). What two officers write at once is never overwritten."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from jiannuo.accounts.models import User
from jiannuo.appraisal.judging import Judged, Word, items_before, judged, word_of
from jiannuo.appraisal.models import BranchComment, BranchCommentLine, Judgement
from jiannuo.appraisal.policies.meeting import why_not_comment
from jiannuo.base.errors import Refusal, Stale, require
from jiannuo.base.text import clean
from jiannuo.journal.actions import record
from jiannuo.meetings.models import Meeting
from jiannuo.orgs.models import Member

MOST = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """What is said now, and the mark of what the page showed before."""

    word: Word
    was: str

    @property
    def is_touched(self) -> bool:
        return self.was != self.word.mark


@transaction.atomic(savepoint=False)
def lock(comment: BranchComment) -> BranchComment:
    """The row that decides, as it is now; the meeting first, as everywhere."""
    Meeting.objects.select_for_update(of=("self",)).get(pk=comment.meeting_id)
    rows = BranchComment.objects.select_for_update(of=("self",)).select_related("organisation", "round", "meeting")
    return rows.get(pk=comment.pk)


@transaction.atomic
def judge(comment: BranchComment, entries: Mapping[str, Entry], *, by: User) -> int:
    """Write the words on items ("item:12") and on members as a whole ("member:3") that differ from what was shown.

    A word that somebody else changed meanwhile is refused together with the others; nothing is lost or overwritten.
    """
    comment = lock(comment)
    require(why_not_comment(by, comment))
    lines = _lines(comment)
    written = []
    for key, entry in entries.items():
        line = lines.get(key)
        if line is None or not entry.is_touched:
            continue
        if line.pk and word_of(line).mark not in {entry.was, entry.word.mark}:
            raise Stale("讲评刚刚已被他人改动，没有覆盖。请核对后再保存。", stored=line)
        _put(entry.word, line)
        written.append(line)
    BranchCommentLine.objects.bulk_update([line for line in written if line.pk], ["verdict", "text"])
    BranchCommentLine.objects.bulk_create([line for line in written if not line.pk])
    if written:
        record(by=by, verb="judge_items", subject=comment, path=comment.path, lines=len(written))
    return len(written)


def _lines(comment: BranchComment) -> dict[str, BranchCommentLine]:
    """{key: line} of every item before the branch and of every member as a whole, stored or not yet."""
    rows = judged(items_before(comment.organisation, comment.round), comment)
    members = Member.objects.filter(branch=comment.organisation).values_list("pk", flat=True)
    fresh = [*(line_of(comment, row) for row in rows), *(line_of(comment, None, pk) for pk in members)]
    stored = {_key(line): line for line in comment.lines.all()}
    return {_key(line): stored.get(_key(line), line) for line in fresh}


def _key(line: BranchCommentLine) -> str:
    return f"item:{line.item_id}" if line.item_id else f"member:{line.member_id}"


def _put(word: Word, line: BranchCommentLine) -> None:
    """The word onto the line; a member as a whole has no finding, only a sentence."""
    text = clean(word.text).strip()
    if len(text) > MOST:
        raise Refusal(f"讲评有一处写得太长：最多{MOST}字，现在有{len(text)}字，请删减。")
    if line.item_id and word.verdict not in Judgement.values:
        raise Refusal("请从给出的几种情况里选择一种。")
    line.verdict, line.text = word.verdict if line.item_id else "", text


def line_of(comment: BranchComment, row: Judged | None, member: int | None = None) -> BranchCommentLine:
    """A line not stored yet, with the word that the row shows."""
    if row is None:
        return BranchCommentLine(comment=comment, member_id=member)
    return BranchCommentLine(
        comment=comment, item=row.item, member=row.item.pledge.member, verdict=row.word.verdict, text=row.word.text
    )


@transaction.atomic
def say(comment: BranchComment, text: str, *, by: User, version: int) -> BranchComment:
    """总体讲评 of the branch as a whole."""
    comment = lock(comment)
    require(why_not_comment(by, comment))
    text = clean(text).strip()
    if text == comment.text:
        return comment
    if version != comment.version:
        raise Stale("总体讲评刚刚已被他人改动，没有覆盖。请核对后再保存。", stored=comment)
    comment.text, comment.version = text, comment.version + 1
    comment.save(update_fields=["text", "version"])
    record(by=by, verb="say_overall", subject=comment, path=comment.path, length=len(text))
    return comment
