"""承诺事项, and what people asked for that an item answers."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jiannuo.orgs.models import Organisation
from jiannuo.pledges.models.pledge import Pledge
from jiannuo.rounds.models import Round


class ItemKind(models.TextChoices):
    GOAL = "goal", "创建目标"
    COMMON = "common", "共性承诺"
    POST = "post", "岗位承诺"  # printed 履职承诺 for organisations: Round.terms
    DEED = "deed", "实事承诺"


def item_kind_choices() -> list[tuple[str, str]]:
    return list(ItemKind.choices)


class PledgeItem(models.Model):
    """承诺事项: what is kept and tracked (C14). `uid` stays the same through all versions.

    `deadlines`: [{"type": "date|period|recurring|event|open", "words": str,
    "on"/"ends_on": ISO date, "every": str, "times": int}]
    `targets`: [{"comparator": str, "number": float, "unit": str, "base": float|None, "words": str}]  (C10)
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="items")
    kind = models.CharField("类别", max_length=20, choices=item_kind_choices)
    position = models.PositiveSmallIntegerField()
    text = models.TextField("承诺事项")
    text_key = models.CharField(max_length=64, db_index=True)  # hash of the normalised words: equal texts meet
    first = models.CharField("五创", max_length=20, default="", blank=True)  # goals only (C22)
    responsible = models.CharField("责任人", max_length=60, default="", blank=True)
    deadlines = models.JSONField(default=list)
    targets = models.JSONField(default=list)
    due_on = models.DateField("完成时限", null=True)  # the last dated deadline
    expected_effect = models.CharField("预期效果", max_length=300, default="", blank=True)
    criterion = models.CharField("怎样算做到", max_length=300, default="", blank=True)
    beneficiaries = models.CharField("受益对象", max_length=120, default="", blank=True)  # described, never named (C9)
    place = models.CharField("地点", max_length=120, default="", blank=True)
    is_confirmed = models.BooleanField(default=False)  # the member has tapped what was recognised

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(kind__in=ItemKind.values), name="item_kind_known")]
        indexes = [models.Index(fields=["pledge", "kind", "position"], name="item_in_order")]
        ordering = [F("pledge").asc(), F("kind").asc(), F("position").asc()]


class Wish(models.Model):
    """C11: what people asked for while opinions were gathered (征求意见); linked to the item that answers it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="wishes")
    round = models.ForeignKey(Round, models.PROTECT, related_name="wishes")
    text = models.TextField("群众期盼")
    source = models.CharField("来源", max_length=120, default="", blank=True)
    heard_on = models.DateField("时间")
    answered_by = models.ForeignKey(PledgeItem, models.SET_NULL, null=True, related_name="wishes")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
