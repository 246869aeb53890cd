"""From a pledge's frozen version to the boxes of its form (C39, C40) and its copies (C16)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from jiannuo.base.dates import age_on, local_day, today, year_month
from jiannuo.papers.copies import NOT_SHOWN, Copy
from jiannuo.papers.form import Form
from jiannuo.papers.member_pledge import MemberPledge
from jiannuo.papers.org_pledge import OrgPledge
from jiannuo.papers.wall import for_the_wall
from jiannuo.pledges.content import content_of
from jiannuo.pledges.models import ItemKind, Pledge

DRAFT = "草稿：尚未提交审诺，仅供阅看，不作存档和公示之用。"


@dataclass(frozen=True, slots=True)
class Source:
    """What all copies of one pledge are made from."""

    content: dict[str, Any]
    day: date  # the text was frozen; age is reckoned on it
    opinion: str
    own: Collection[str]  # names of those who make the promise
    names: Collection[str]  # of other people on the roster
    printed: dict[str, Any]  # verification code, link and remarks


def forms_of(
    pledge: Pledge,
    copies: Sequence[Copy],
    *,
    address: str,
    opinion: str = "",
    known_names: Collection[str] = (),
) -> list[Form]:
    """One form for each copy asked for; `known_names` (the roster) are reduced to initials on the wall."""
    version = pledge.current
    content = version.content if version else _draft_of(pledge)
    code = version.code if version else ""
    printed = {
        "code": "-".join(code[i : i + 4] for i in range(0, len(code), 4)),
        "link": address.rstrip("/") + reverse("publicity:verify_code", args=[code]) if code else "",
        "remarks": _remarks(content, is_draft=version is None),
    }
    own = {content["subject"]["name"], *content["co_signers"]}
    day = local_day(version.frozen_at) if version else today()
    source = Source(content, day, opinion, own, frozenset(known_names) - own, printed)
    make = _member if content["form"] == "member" else _organisation
    return [make(source, copy) for copy in copies]


def _draft_of(pledge: Pledge) -> dict[str, Any]:
    return content_of(pledge, list(pledge.items.all()), [member.name for member in pledge.co_signers.all()])


def _remarks(content: dict[str, Any], *, is_draft: bool) -> tuple[str, ...]:
    """C11: what the form has no box for."""
    lines = []
    if is_draft:
        lines.append(DRAFT)
    if content["co_signers"]:
        lines.append(f"共同承诺人：{'、'.join(content['co_signers'])}。")
    if content["is_oral"]:
        lines.append(f"本承诺由本人口头提出，{content['recorded_by']}代录。")
    return tuple(lines)


def _text(source: Source, kind: ItemKind, copy: Copy) -> str:
    """The items of one kind, numbered where there are several."""
    texts = [item["text"] for item in source.content["items"] if item["kind"] == kind]
    if copy is Copy.DISPLAY:
        texts = [for_the_wall(text, source.names, source.own) for text in texts]
    return texts[0] if len(texts) == 1 else "\n".join(f"{number}、{text}" for number, text in enumerate(texts, start=1))


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
    is_shown = copy is not Copy.DISPLAY
    born, joined = (date.fromisoformat(subject[key]) if subject[key] else None for key in ("born_on", "joined_on"))
    return MemberPledge(
        标题=f"{source.content['year']}年党员公开承诺书",
        姓名=subject["name"],
        性别=subject["sex"] if is_shown else NOT_SHOWN,
        年龄=(str(age_on(born, source.day)) if born else "") if is_shown else NOT_SHOWN,
        入党年月=year_month(joined) if is_shown else NOT_SHOWN,
        单位及职务=subject["unit_and_post"],
        共性承诺=_text(source, ItemKind.COMMON, copy),
        岗位承诺=_text(source, ItemKind.POST, copy),
        实事承诺=_text(source, ItemKind.DEED, copy),
        党支部审定意见=source.opinion if is_shown else "",
        copy=copy,
        **source.printed,
    )
