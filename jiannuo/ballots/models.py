"""Ballot boxes. Slips and sealed ballots know no person, no time and no order; both are gone when a box is counted."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jiannuo.ballots.codes import new_box_code
from jiannuo.ballots.workflow import State
from jiannuo.orgs.models import PATH_LENGTH, Organisation

SMALLEST = 5  # fewer: nothing is shown for the group itself
FULL_FROM = 10  # fewer: two bands only
MOST_SLIPS = 2000


class BoxKind(models.TextChoices):
    SURVEY = "survey", "群众评议满意度测评"
    MUTUAL = "mutual", "党员互评"


def kind_choices() -> list[tuple[str, str]]:
    return list(BoxKind.choices)


def state_choices() -> list[tuple[str, str]]:
    return list(State.choices)


class BallotBox(models.Model):
    """C26, C28: one sealed count of one organisation. `totals`, `receipts` and the numbers come with closing, once.

    `questions`: see `questions.py`. `pepper` goes when the box is closed; the private key is never here. `totals` and
    `void` are of slips and paper together from the first moment: what either said by itself is kept nowhere.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kind = models.CharField("测评", max_length=20, choices=kind_choices)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="ballot_boxes")
    path = models.CharField(max_length=PATH_LENGTH)
    title = models.CharField("名称", max_length=120)
    code = models.CharField("票箱号", max_length=10, unique=True, default=new_box_code)  # in the address on the slips
    period = models.CharField("期间", max_length=20, default="", blank=True)  # "2011/1": boxes that are summed together
    questions = models.JSONField()
    roll_size = models.PositiveIntegerField("应投票人数")
    slip_count = models.PositiveIntegerField("印发票数", default=0)
    scrutineers = models.PositiveSmallIntegerField("监票人数", default=3)
    smallest = models.PositiveSmallIntegerField("不足几票不单独公布", default=SMALLEST)
    full_from = models.PositiveSmallIntegerField("满几票公布全部选项", default=FULL_FROM)
    takes_remarks = models.BooleanField("可以写意见", default=False)
    public_key = models.BinaryField(default=b"")
    page_hash = models.CharField(max_length=64, default="")
    pepper = models.BinaryField(default=b"")
    state = models.CharField(max_length=20, choices=state_choices, default=State.PREPARED)
    closes_at = models.DateTimeField("投票截止")
    accepted = models.PositiveIntegerField("收回", default=0)
    on_paper = models.PositiveIntegerField("收回纸票", default=0)
    void = models.PositiveIntegerField("作废", default=0)
    is_withheld = models.BooleanField(default=False)  # of some question the paper would give the slips away
    totals = models.JSONField(default=dict)
    receipts = models.JSONField(default=list)
    sealed_remarks = models.BinaryField(default=b"")  # between closing and confirmation only; see `remarks.py`
    digest = models.TextField("意见摘要", default="", blank=True)
    cancel_reason = models.TextField("作废理由", default="", blank=True)
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    is_scrubbed = models.BooleanField(default=False)  # the storage itself was rewritten after the rows had gone
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=BoxKind.values), name="ballot_box_kind_known"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="ballot_box_state_known"),
            models.CheckConstraint(
                condition=Q(smallest__gte=SMALLEST) & Q(full_from__gte=FULL_FROM) & Q(full_from__gte=F("smallest")),
                name="ballot_box_rules_never_lowered",
            ),
            models.CheckConstraint(condition=Q(slip_count__lte=F("roll_size")), name="ballot_box_slips_within_roll"),
            models.CheckConstraint(
                condition=Q(accepted__lte=F("slip_count")) & Q(void__lte=F("accepted") + F("on_paper")),
                name="ballot_box_accepted_within_issued",
            ),
            models.CheckConstraint(
                condition=Q(on_paper__lte=F("roll_size") - F("slip_count")), name="ballot_box_paper_within_the_rest"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.CLOSED, State.CONFIRMED]) | Q(pepper=b"", closed_at__isnull=False),
                name="ballot_box_closed_keeps_no_pepper",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.CONFIRMED) | Q(confirmed_by__isnull=False, sealed_remarks=b""),
                name="ballot_box_confirmed_keeps_no_remarks",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("closed_by")),
                name="ballot_box_not_confirmed_by_its_closer",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.CANCELLED) | ~Q(cancel_reason=""), name="ballot_box_cancelled_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.CANCELLED)
                | Q(closed_by__isnull=True)
                | (Q(cancelled_by__isnull=False) & ~Q(cancelled_by=F("closed_by"))),
                name="ballot_box_counted_cancelled_by_another",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "kind", "state"], name="ballot_box_by_organisation"),
            models.Index(fields=["kind", "path"], name="ballot_box_in_territory"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_summed(self) -> bool:
        """A handful of answers is carried up the tree: the only reason to keep totals of which nothing is shown."""
        return self.kind == BoxKind.SURVEY and bool(self.period)


class Slip(models.Model):
    """A printed right to one vote: its keyed hash; once used, its receipt. Gone when the box is closed."""

    digest = models.CharField(max_length=64, primary_key=True)
    box = models.ForeignKey(BallotBox, models.CASCADE, related_name="slips")
    receipt = models.CharField(max_length=20, default="", blank=True)


class SealedBallot(models.Model):
    """Ciphertext, the same length for every ballot of a box. Gone when the box is closed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    box = models.ForeignKey(BallotBox, models.CASCADE, related_name="sealed")
    body = models.BinaryField()


class PaperTally(models.Model):
    """Paper ballots as one of two people counted them; valid when both say the same (C28).

    Merged into the box's totals when the box is closed, and gone from then on.
    """

    box = models.ForeignKey(BallotBox, models.CASCADE, related_name="paper_tallies")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ballots = models.PositiveIntegerField("收回纸票")
    void = models.PositiveIntegerField("其中作废", default=0)
    counts = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["box", "entered_by"], name="paper_tally_once_a_person"),
            models.CheckConstraint(condition=Q(void__lte=F("ballots")), name="paper_tally_void_within_ballots"),
        ]


class Summary(models.Model):
    """C28: the sums of one period at and below an organisation, made once and never changed.

    `figures`: {path: {question: {"boxes": [box ids], "level": Level, "shown": Shown, "silent": words}}}. What was shown
    stays shown; a box confirmed later is in no sum, for the difference would be its own figure.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="ballot_summaries")
    path = models.CharField(max_length=PATH_LENGTH)
    kind = models.CharField(max_length=20, choices=kind_choices)
    period = models.CharField(max_length=20)
    figures = models.JSONField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "kind", "period"], name="summary_once_a_period"),
            models.CheckConstraint(condition=Q(kind__in=BoxKind.values), name="summary_kind_known"),
        ]
        indexes = [models.Index(fields=["kind", "period", "path"], name="summary_in_territory")]
