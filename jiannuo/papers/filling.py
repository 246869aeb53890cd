"""From a pledge's frozen version to the boxes of its form (C39, C40) and its copies (C16)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from jiannuo.base.dates import age_on, in_full, local_day, today, year_month
from jiannuo.papers.copies import NOT_SHOWN, Copy
from jiannuo.papers.form import Form
from jiannuo.papers.member_pledge import MemberPledge
from jiannuo.papers.org_pledge import OrgPledge
from jiannuo.papers.wall import for_the_wall
from jiannuo.pledges.content import draft_of
from jiannuo.pledges.models import ItemKind, Pledge, PledgeVersion
from jiannuo.pledges.workflow import Stage

TAKEN_DOWN = "公示已于{day}撤下：公示份不再张贴，已张贴的请取下。"
SUBMITTED = "送审稿，未定诺：仅供审定和会议讨论，不作存档和公示之用。"
DRAFT = "草稿：尚未提交审诺，仅供阅看，不作存档和公示之用。"

_UNCONFIRMED = {Stage.PROPOSED, Stage.ENDORSED, Stage.RETURNED, Stage.REVIEWED}


@dataclass(frozen=True, slots=True)
class Source:
    """What all copies of one pledge are made from."""

    content: dict[str, Any]
    day: date  # the text was frozen; age is reckoned on it
    opinion: str
    own: Collection[str]  # names of those who make the promise
    names: Collection[str]  # of other people on the roster
    approved: dict[str, str]  # the words of the publishing check, by passage; empty before it
    is_open_wall: bool  # the branch prints sex, age and date of joining on the wall too
    printed: dict[str, Any]  # verification code, link and remarks


def forms_of(
    pledge: Pledge,
    text: PledgeVersion | None,
    copies: Sequence[Copy],
    *,
    address: str,
    opinion: str = "",
    known_names: Collection[str] = (),
) -> list[Form]:
    """One form for each copy asked for, all of the same `text` (C16); None: the draft.

    `known_names` (the roster) are reduced to initials on the wall.
    """
    source = _source(pledge, text, address, opinion, known_names)
    make = _member if pledge.subject_kind == "member" else _organisation
    return [make(source, copy) for copy in copies]


def _warning(pledge: Pledge, version: PledgeVersion | None) -> str:
    """What a text that no meeting has confirmed says of itself."""
    if version is None:
        return DRAFT
    if pledge.taken_down_at:
        return TAKEN_DOWN.format(day=in_full(local_day(pledge.taken_down_at)))
    is_unconfirmed = version.pk == pledge.current_id and pledge.stage in _UNCONFIRMED
    return SUBMITTED if is_unconfirmed else ""


def _source(
    pledge: Pledge, version: PledgeVersion | None, address: str, opinion: str, known_names: Collection[str]
) -> Source:
    content = version.content if version else draft_of(pledge)
    code = version.code if version else ""
    own = {content["subject"]["name"], *content["co_signers"]}
    approved = getattr(version, "public_wording", None)
    return Source(
        content=content,
        day=local_day(version.frozen_at) if version else today(),
        opinion=opinion,
        own=own,
        names=frozenset(known_names) - own,
        approved=approved.words if approved else {},
        is_open_wall=pledge.organisation.prints_ages_on_wall,
        printed={
            "code": "-".join(code[i : i + 4] for i in range(0, len(code), 4)),
            "link": address.rstrip("/") + reverse("publicity:verify_code", args=[code]) if code else "",
            "remarks": _remarks(content, _warning(pledge, version)),
        },
    )


def _remarks(content: dict[str, Any], warning: str) -> tuple[str, ...]:
    """C11: what the form has no box for."""
    lines = [warning] if warning else []
    if content["co_signers"]:
        lines.append(f"共同承诺人：{'、'.join(content['co_signers'])}。")
    if content["is_oral"]:
        lines.append(f"本承诺由本人口头提出，{content['recorded_by']}代录。")
    return tuple(lines)


def _text(source: Source, kind: ItemKind, copy: Copy) -> str:
    """The items of one kind, numbered where there are several."""
    items = [item for item in source.content["items"] if item["kind"] == kind]
    texts = [_on_the_wall(source, item) if copy is Copy.DISPLAY else item["text"] for item in items]
    return texts[0] if len(texts) == 1 else "\n".join(f"{number}、{text}" for number, text in enumerate(texts, start=1))


def _on_the_wall(source: Source, item: dict[str, Any]) -> str:
    """As approved for everybody's eyes; before that, with what the reader of promises points at replaced."""
    approved = source.approved.get(f"{item['uid']}.text")
    return for_the_wall(item["text"], source.names, source.own) if approved is None else approved


def _organisation(source: Source, copy: Copy) -> Form:
    return OrgPledge(
        标题=f"{source.content['year']}年基层党组织公开承诺书",
        名称=source.content["subject"]["name"],
        创建目标=_text(source, ItemKind.GOAL, copy),
        共性承诺=_text(source, ItemKind.COMMON, copy),
        履职承诺=_text(source, ItemKind.POST, copy),
        实事承诺=_text(source, ItemKind.DEED, copy),
        copy=copy,
        **source.printed,
    )


def _member(source: Source, copy: Copy) -> Form:
    subject = source.content["subject"]
    is_wall = copy is Copy.DISPLAY
    is_shown = not is_wall or source.is_open_wall
    post = source.approved.get("unit_and_post") if is_wall else None
    born, joined = (date.fromisoformat(subject[key]) if subject[key] else None for key in ("born_on", "joined_on"))
    return MemberPledge(
        标题=f"{source.content['year']}年党员公开承诺书",
        姓名=subject["name"],
        性别=subject["sex"] if is_shown else NOT_SHOWN,
        年龄=(str(age_on(born, source.day)) if born else "") if is_shown else NOT_SHOWN,
        入党年月=year_month(joined) if is_shown else NOT_SHOWN,
        单位及职务=subject["unit_and_post"] if post is None else post,
        共性承诺=_text(source, ItemKind.COMMON, copy),
        岗位承诺=_text(source, ItemKind.POST, copy),
        实事承诺=_text(source, ItemKind.DEED, copy),
        党支部审定意见="" if is_wall else source.opinion,
        copy=copy,
        **source.printed,
    )
