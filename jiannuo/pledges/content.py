"""The frozen text of a version: one canonical shape for the form, the board, the diff and the fingerprint."""

import hashlib
import json
import secrets
from typing import Any

from jiannuo.pledges.models import Pledge, PledgeItem

ITEM_WORDS = (  # what a row made of a frozen item takes over as it stands
    *("kind", "text", "first", "responsible", "deadlines", "targets"),
    *("expected_effect", "criterion", "beneficiaries", "place"),
)
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U


def item_content(item: PledgeItem) -> dict[str, Any]:
    """One item, every field by its name; `uid` ties it to the same item of other versions."""
    return {
        "uid": str(item.uid),
        "kind": item.kind,
        "text": item.text,
        "first": item.first,
        "responsible": item.responsible,
        "deadlines": item.deadlines,
        "targets": item.targets,
        "due_on": item.due_on.isoformat() if item.due_on else None,
        "expected_effect": item.expected_effect,
        "criterion": item.criterion,
        "beneficiaries": item.beneficiaries,
        "place": item.place,
    }


def content_of(pledge: Pledge, items: list[PledgeItem], co_signers: list[str]) -> dict[str, Any]:
    """The whole pledge as it stands now; JSON types only. `subject` differs for organisation and member."""
    member, organisation = pledge.member, pledge.organisation
    subject: dict[str, Any] = {"name": organisation.name, "duty": organisation.duty}
    if member is not None:
        subject = {
            "name": member.name,
            "sex": member.get_sex_display(),
            "born_on": member.born_on.isoformat() if member.born_on else None,
            "joined_on": member.joined_on.isoformat() if member.joined_on else None,
            "unit_and_post": member.unit_and_post,
            "duty": member.duty,
        }
    return {
        "form": pledge.subject_kind,
        "year": pledge.round.year,
        "subject": subject,
        "organisation": {"code": organisation.code, "name": organisation.name, "org_class": organisation.org_class},
        "co_signers": co_signers,
        "is_oral": pledge.is_oral,
        "recorded_by": pledge.recorded_by.display_name if pledge.recorded_by else "",
        "items": [item_content(item) for item in items],
    }


def draft_of(pledge: Pledge) -> dict[str, Any]:
    """The text under way, as it would be frozen."""
    signers = [member.name for member in pledge.co_signers.order_by("id")]
    return content_of(pledge, list(pledge.items.all()), signers)


def fingerprint_of(content: dict[str, Any]) -> str:
    """SHA-256 of the canonical JSON (sorted keys, no spaces, UTF-8), hex."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def new_code() -> str:
    """Twelve random characters: says nothing about the text and cannot be guessed."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(12))
