"""What hangs on the public board: a redacted copy of one filed version, and who let it through each step."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jiannuo.orgs.models import Organisation
from jiannuo.pledges.models import Pledge, PledgeVersion, StandingItem
from jiannuo.publicity.workflow import Ground, State

_S = State
CHECKED_STATES = [_S.CHECKED, _S.APPROVED, _S.LIVE, _S.REPLACED, _S.WITHDRAWN]
APPROVED_STATES = [_S.APPROVED, _S.LIVE, _S.REPLACED, _S.WITHDRAWN]
SHOWN_STATES = [_S.LIVE, _S.REPLACED, _S.WITHDRAWN]
OPEN_STATES = [_S.PREPARED, _S.RETURNED, _S.CHECKED, _S.APPROVED]


def state_choices() -> list[tuple[str, str]]:
    return list(State.choices)


def ground_choices() -> list[tuple[str, str]]:
    return list(Ground.choices)


class Publication(models.Model):
    """One version on its way to the board, there, or taken down (C18, C48). `content` is the public copy only.

    Names stand masked in `content`; a full name is joined when the page is shown, for those who consent at that moment.
    Triggers refuse a change of `content` once it has been public.
    """

    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="publications")
    version = models.ForeignKey(PledgeVersion, models.PROTECT, related_name="publications")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="publications")
    path = models.CharField(max_length=200)  # territory when it was prepared
    state = models.CharField(max_length=20, choices=state_choices, default=State.PREPARED)
    content = models.JSONField()
    signer_ids = models.JSONField(default=list)  # joint signers in the order of content["co_signers"]
    fingerprint = models.CharField(max_length=64)  # SHA-256 of `content`: says nothing about what was left out
    expires_on = models.DateField("公示截止日期")
    reason = models.TextField("理由", default="", blank=True)  # of sending back or taking down; never public
    ground = models.CharField(max_length=20, choices=ground_choices, default="", blank=True)  # "": of before the list
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    live_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    live_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField(null=True)  # the level above knows that it was taken down
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="publication_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=CHECKED_STATES) | Q(checked_by__isnull=False, checked_at__isnull=False),
                name="publication_checked_says_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=APPROVED_STATES) | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="publication_approved_says_by_whom",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SHOWN_STATES) | Q(live_by__isnull=False, live_at__isnull=False),
                name="publication_live_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("prepared_by")),
                name="publication_not_checked_by_its_preparer",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("prepared_by")),
                name="publication_not_approved_by_its_preparer",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[_S.RETURNED, _S.WITHDRAWN]) | ~Q(reason=""),
                name="publication_return_or_withdrawal_gives_a_reason",
            ),
            models.CheckConstraint(condition=Q(ground__in=["", *Ground.values]), name="publication_ground_known"),
            models.UniqueConstraint(
                fields=["version"],
                condition=Q(state__in=[*OPEN_STATES, _S.LIVE]),
                name="publication_once_a_version",
            ),
            models.UniqueConstraint(
                fields=["pledge"], condition=Q(state=_S.LIVE), name="publication_one_live_a_pledge"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "state", "id"], name="publication_on_the_board"),
            models.Index(fields=["state", "path", "expires_on"], name="publication_in_territory"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}公示"


class PublicReason(models.Model):
    """Why a promise was not kept, changed or withdrawn, as the board may say it (C17, C30).

    `outcome` and `source` are what the ledger said when these words were let through; stated anew, it is checked anew.
    """

    item = models.OneToOneField(StandingItem, models.PROTECT, related_name="public_reason")
    outcome = models.CharField(max_length=20)
    source = models.CharField(max_length=300)
    words = models.CharField(max_length=300)
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words="") & ~Q(source=""), name="public_reason_says_something"),
            models.CheckConstraint(
                condition=~Q(published_by=F("stated_by")), name="public_reason_let_through_by_another_hand"
            ),
        ]
