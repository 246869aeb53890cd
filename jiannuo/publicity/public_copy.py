"""The public copy: what of a frozen version may stand on the web. Whatever is not named here stays behind (C48)."""

from typing import Any

from jiannuo.pledges.models import ItemKind, PledgeVersion
from jiannuo.publicity.names import masked

ITEM_FIELDS = {
    "text": "承诺事项",
    "responsible": "责任人",
    "expected_effect": "预期效果",
    "criterion": "怎样算做到",
    "beneficiaries": "受益对象",
    "place": "地点",
}
_ORDER = {kind: n for n, kind in enumerate(ItemKind.values)}
_KEPT = ("uid", "kind", "first", "due_on")


def public_copy(version: PledgeVersion, edits: dict[str, str]) -> dict[str, Any]:
    """The version with `edits` {passage key: public words} in place and names masked; no sex, no dates of life."""
    content = version.content
    subject = content["subject"]
    is_member = content["form"] == "member"
    return {
        "form": content["form"],
        "year": content["year"],
        "number": version.number,
        "subject": {
            "name": masked(subject["name"]) if is_member else subject["name"],
            "unit_and_post": edits.get("unit_and_post", subject.get("unit_and_post", "")),
            "duty": edits.get("duty", subject["duty"]),
        },
        "organisation": content["organisation"],
        "co_signers": [masked(name) for name in content["co_signers"]],
        "reason": edits.get("reason", version.reason),
        "items": [_item(item, edits) for item in in_form_order(content["items"])],
    }


def in_form_order(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """As on the form: 创建目标, 共性, 岗位, 实事; numbers on screen follow this order."""
    return sorted(items, key=lambda item: _ORDER[item["kind"]])


def _item(item: dict[str, Any], edits: dict[str, str]) -> dict[str, Any]:
    shown = {key: item[key] for key in _KEPT}
    shown |= {key: edits.get(f"{item['uid']}.{key}", item[key]) for key in ITEM_FIELDS}
    shown["deadlines"] = [_without_lost_words(d, shown["text"]) for d in item["deadlines"]]
    shown["targets"] = [_without_lost_words(t, shown["text"]) for t in item["targets"]]
    return shown


def _without_lost_words(found: dict[str, Any], text: str) -> dict[str, Any]:
    """A deadline or target quotes the text; words that were taken out of the text go from the quotation too."""
    return found if found.get("words", "") in text else found | {"words": ""}
