"""What a ballot asks, from the round's words: 群众评议 (C28) and the five comparisons (C20)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from jiannuo.ballots.models import BoxKind
from jiannuo.ballots.presets import options_for
from jiannuo.ballots.questions import Question
from jiannuo.orgs.models import Member
from jiannuo.pledges.models import StandingItem
from jiannuo.pledges.reading import redaction_hints
from jiannuo.rounds.models import Round

OVERALL, MEMBERS = "overall", "members"  # the two that every organisation asks, and that are summed up the tree
MOST_ITEMS = 8
_MOST_WORDS = 80
_WHOLE_PERSON = "五比综合"


def survey_questions(round_: Round, items: Iterable[StandingItem], *, with_members: bool) -> list[Question]:
    """The organisation as a whole, its members as a group, then item by item.

    Of the first two no word differs between organisations, so that they can be summed.
    """
    options = options_for(BoxKind.SURVEY, round_.terms)
    asked = [_question(OVERALL, "对本单位党组织兑现承诺的总体评价", options)]
    if with_members:
        asked.append(_question(MEMBERS, "对本单位党员兑现承诺的总体评价", options))
    return asked + [_question(f"item-{item.pk}", item_words(item), options, "逐项评议") for item in items]


def item_words(item: StandingItem) -> str:
    """As it stands on the ballot, which anybody in the hall may read: nobody's name, and not too long."""
    text = item.text
    for span in sorted(redaction_hints(text), key=lambda span: -span.start):
        text = text[: span.start] + span.replacement + text[span.end :]
    return text if len(text) <= _MOST_WORDS else f"{text[: _MOST_WORDS - 1]}…"


def mutual_questions(round_: Round, members: Sequence[Member], *, in_detail: bool) -> list[Question]:
    """比素质 … 比作风 of each member; `in_detail` False: one question of each, for large branches."""
    options = options_for(BoxKind.MUTUAL, round_.terms)
    names = Counter(member.name for member in members)
    asked = comparisons(round_) if in_detail else [_WHOLE_PERSON]
    return [
        _question(f"member-{member.pk}-{at}", f"{who}：{word}", options, who)
        for member in members
        for who in [_who(member, names)]
        for at, word in enumerate(asked)
    ]


def comparisons(round_: Round) -> list[str]:
    return list(round_.terms["comparisons"])


def _who(member: Member, names: Counter[str]) -> str:
    """Two of the same name are told apart by their post."""
    if names[member.name] == 1 or not member.unit_and_post:
        return member.name
    return f"{member.name}（{member.unit_and_post}）"


def _question(key: str, label: str, options: list[dict[str, Any]], group: str = "") -> Question:
    return {"key": key, "label": label, "group": group, "options": options}


def is_about(question: Question, member: Member) -> bool:
    return str(question["key"]).startswith(f"member-{member.pk}-")


def member_in(question: Question) -> int | None:
    """Whom the question is about."""
    head, _, rest = str(question["key"]).partition("-")
    return int(rest.partition("-")[0]) if head == "member" else None
