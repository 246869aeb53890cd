"""承诺书: one per subject and round, its items, its frozen versions, and what was said and decided about them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jiannuo.meetings.models import Meeting
from jiannuo.orgs.models import Member, Organisation
from jiannuo.pledges.workflow import Stage
from jiannuo.rounds.models import Round


def stage_choices() -> list[tuple[str, str]]:
    return list(Stage.choices)


class Pledge(models.Model):
    """The pledge of one organisation (`member` is None) or member in one round.

    Path and sector are frozen where it was made.

    `boxes`: what was typed, {"common": str, "post": str, "deed": str, "goal": str}; the items are read from it.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="pledges")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="pledges")
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="pledges")
    co_signers = models.ManyToManyField(Member, related_name="joint_pledges")  # C11: a joint pledge
    stage = models.CharField(max_length=20, choices=stage_choices, default=Stage.DRAFTED)
    stage_at = models.DateTimeField(auto_now_add=True)
    boxes = models.JSONField(default=dict)
    is_oral = models.BooleanField("口头承诺", default=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    is_direct = models.BooleanField(
        default=False
    )  # proposed by the branch's secretary: no opinion of the own branch first
    current = models.ForeignKey("PledgeVersion", models.PROTECT, null=True, related_name="+")
    published = models.ForeignKey("PledgeVersion", models.PROTECT, null=True, related_name="+")
    amendment_reason = models.TextField("充实完善的原因", default="")
    path = models.CharField(max_length=200)
    sector_id = models.BigIntegerField(null=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="pledge_stage_known"),
            models.CheckConstraint(
                condition=Q(is_oral=False) | Q(recorded_by__isnull=False), name="pledge_oral_names_its_recorder"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=[Stage.DRAFTED, Stage.RETURNED])
                | Q(current__isnull=False, proposed_by__isnull=False),
                name="pledge_past_draft_has_a_version",
            ),
            models.CheckConstraint(
                condition=~Q(stage=Stage.PUBLISHED) | Q(published__isnull=False),
                name="pledge_published_names_its_version",
            ),
            models.UniqueConstraint(
                fields=["round", "member"], condition=Q(member__isnull=False), name="pledge_once_a_member"
            ),
            models.UniqueConstraint(
                fields=["round", "organisation"], condition=Q(member__isnull=True), name="pledge_once_an_organisation"
            ),
        ]
        indexes = [
            models.Index(fields=["round", "stage", "path", "id"], name="pledge_by_stage"),
            models.Index(fields=["round", "path", "id"], name="pledge_by_territory"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_name}{self.round.year}年公开承诺书"

    @property
    def subject_name(self) -> str:
        return self.member.name if self.member else self.organisation.name

    @property
    def subject_kind(self) -> str:
        """Which form and which labels: member or organisation."""
        return "organisation" if self.member_id is None else "member"


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


class PledgeVersion(models.Model):
    """The text as it was proposed, frozen; triggers refuse any change. `content` is canonical (see content.py)."""

    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    fingerprint = models.CharField(max_length=64)  # SHA-256 of the canonical JSON, hex
    code = models.CharField(max_length=12, unique=True)  # verification code on paper, random
    reason = models.TextField(default="")  # why it was amended (C35)
    hint_count = models.PositiveSmallIntegerField(default=0)  # what the machine noticed when the text was frozen (C5)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pledge", "number"], name="version_number_once")]
        ordering = [F("pledge").asc(), F("number").asc()]


class Verdict(models.TextChoices):
    ENDORSED = "endorsed", "支部意见"
    PASSED = "passed", "通过"
    SENT_BACK = "sent_back", "退回"
    HANDED_BACK = "handed_back", "会议退回"  # what the meetings want changed; `by` only writes it down


def verdict_choices() -> list[tuple[str, str]]:
    return list(Verdict.choices)


class Review(models.Model):
    """C12: one opinion on one version. Four eyes: the database itself refuses the proposer and the subject."""

    version = models.ForeignKey(PledgeVersion, models.PROTECT, related_name="reviews")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=20, choices=verdict_choices)
    opinion = models.TextField("审定意见")
    comments = models.JSONField(default=dict)  # {item uid: comment}
    points = models.JSONField(default=dict)  # C5: {point: False} where a point is found wanting
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    subject_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="review_verdict_known"),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.HANDED_BACK) | ~Q(by=F("proposed_by")), name="review_not_by_the_proposer"
            ),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.HANDED_BACK) | Q(subject_user__isnull=True) | ~Q(by=F("subject_user")),
                name="review_not_of_oneself",
            ),
            models.CheckConstraint(
                condition=~Q(verdict__in=[Verdict.SENT_BACK, Verdict.HANDED_BACK]) | ~Q(opinion=""),
                name="review_sent_back_gives_a_reason",
            ),
            models.UniqueConstraint(
                fields=["version", "verdict"], condition=~Q(verdict=Verdict.SENT_BACK), name="review_verdict_once"
            ),
        ]
        ordering = [F("id").asc()]


class Decision(models.Model):
    """C13: how one meeting voted on one exact version. One meeting may decide many pledges."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="decisions")
    version = models.ForeignKey(PledgeVersion, models.PROTECT, related_name="decisions")
    present = models.PositiveIntegerField("到会有表决权人数")
    ayes = models.PositiveIntegerField("赞成")
    noes = models.PositiveIntegerField("反对", default=0)
    abstentions = models.PositiveIntegerField("弃权", default=0)
    is_passed = models.BooleanField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "version"], name="decision_once_a_meeting"),
            models.CheckConstraint(
                condition=Q(present__gte=F("ayes") + F("noes") + F("abstentions")),
                name="decision_votes_not_more_than_present",
            ),
            models.CheckConstraint(
                condition=Q(is_passed=False) | Q(ayes__gt=F("present") - F("ayes")),
                name="decision_passed_by_more_than_half",
            ),
        ]


class Confirmation(models.Model):
    """C13: 定诺 names both meetings and pins the version."""

    version = models.OneToOneField(PledgeVersion, models.PROTECT, related_name="confirmation")
    leaders_decision = models.ForeignKey(Decision, models.PROTECT, related_name="+")
    delegates_decision = models.ForeignKey(Decision, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(leaders_decision=F("delegates_decision")), name="confirmation_names_two_meetings"
            )
        ]


class Filing(models.Model):
    """C15: 备案 is a receipt: who received which frozen version, when, under which number."""

    version = models.OneToOneField(PledgeVersion, models.PROTECT, related_name="filing")
    receiver = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["receiver", "year", "serial"], name="filing_number_once_a_receiver")
        ]

    @property
    def number(self) -> str:
        """备〔2011〕0001号."""
        return f"备〔{self.year}〕{self.serial:04}号"


class Wish(models.Model):
    """C11: what people asked for while opinions were gathered (征求意见); linked to the item that answers it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="wishes")
    round = models.ForeignKey(Round, models.PROTECT, related_name="wishes")
    text = models.TextField("群众期盼")
    source = models.CharField("来源", max_length=120, default="", blank=True)
    heard_on = models.DateField("时间")
    answered_by = models.ForeignKey(PledgeItem, models.SET_NULL, null=True, related_name="wishes")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
