"""The ballot page as it is sent to every phone: the same bytes for all, so that its hash can be told beforehand."""

import base64
import hashlib
import json
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.functional import cached_property

from jiannuo.ballots.models import BallotBox, BoxKind
from jiannuo.ballots.presets import UNAWARE
from jiannuo.ballots.questions import REMARK_BYTES

_STATIC = Path(__file__).with_name("static") / "ballots"


class Sheet:
    """What the templates of the ballot page take. Nothing here depends on who asks."""

    def __init__(self, box: BallotBox) -> None:
        self.box = box

    @property
    def is_by_person(self) -> bool:
        """One question for each person: whoever votes goes from person to person."""
        groups = [question["group"] for question in self.box.questions]
        return self.box.kind == BoxKind.MUTUAL and len(set(groups)) == len(groups)

    @property
    def unit(self) -> str:
        return "人" if self.is_by_person else "题"

    @property
    def back(self) -> str:
        return "上一人" if self.is_by_person else "上一题"

    @property
    def next(self) -> str:
        return "下一人" if self.is_by_person else "下一题"

    @property
    def unaware(self) -> str:
        """What becomes of 不了解, in words that hold for this box; "" where nobody can choose it."""
        found = [o for question in self.box.questions for o in question["options"] if o["key"] == UNAWARE]
        if not found:
            return ""
        label = found[0]["label"]
        if any(option.get("counts", True) for option in found):
            return f"“{label}”不算反对，也不算好评，计入总数；不想评的，不用选。"
        return f"“{label}”不计入比例。"

    @cached_property
    def facts(self) -> str:
        """For the script: no secrets, nothing of a person."""
        return json.dumps(
            {
                "box": self.box.pk.hex,
                "key": base64.b64encode(bytes(self.box.public_key)).decode(),
                "options": [[o["key"] for o in q["options"]] for q in self.box.questions],
                "remark": REMARK_BYTES if self.box.takes_remarks else 0,
                "wait": settings.BALLOT_WAIT_SECONDS,
            },
            separators=(",", ":"),
        )


def voting_page(box: BallotBox) -> str:
    """No request goes in: no session, no name, no token."""
    return render_to_string("ballots/vote.html", {"box": box, "sheet": Sheet(box)})


def page_hash(box: BallotBox) -> str:
    """SHA-256 over the page and everything of ours that it runs; told when the box is opened."""
    digest = hashlib.sha256(voting_page(box).encode())
    for name in ("vote.js", "vote.css"):
        digest.update((_STATIC / name).read_bytes())
    return digest.hexdigest()
