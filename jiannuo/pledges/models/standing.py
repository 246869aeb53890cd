from django.db import models
from django.db.models import F, Q

from jiannuo.pledges.models.item import ItemKind, item_kind_choices
from jiannuo.pledges.models.pledge import Pledge
from jiannuo.pledges.models.version import PledgeVersion
from jiannuo.rounds.models import Round


class StandingItem(models.Model):
    """承诺事项 in force: one row for each item of a filed text; what is kept and tracked refers to it (C17).

    A later text replaces the words; an item that it leaves out stays, with `dropped_by` naming that text.
    Round, path and sector are the pledge's, repeated here so that a ledger is one range of one index.
    `deadlines` and `targets` are shaped as in PledgeItem. `due_on` is the day that the words name; on `ends_on` at the
    latest an account is given of it: that day, else the last of the round.
    """

    uid = models.UUIDField(unique=True)  # the item's own in every version
    pledge = models.ForeignKey(Pledge, models.PROTECT, related_name="standing_items")
    since = models.ForeignKey(PledgeVersion, models.PROTECT, related_name="+")  # whose words are in force
    dropped_by = models.ForeignKey(PledgeVersion, models.PROTECT, null=True, related_name="+")
    round = models.ForeignKey(Round, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=item_kind_choices)
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    first = models.CharField(max_length=20, default="")
    responsible = models.CharField(max_length=60, default="")
    deadlines = models.JSONField(default=list)
    targets = models.JSONField(default=list)
    due_on = models.DateField(null=True)
    ends_on = models.DateField()
    expected_effect = models.CharField(max_length=300, default="")
    criterion = models.CharField(max_length=300, default="")
    beneficiaries = models.CharField(max_length=120, default="")
    place = models.CharField(max_length=120, default="")
    path = models.CharField(max_length=200)
    sector_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ItemKind.values), name="standing_item_kind_known"),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(ends_on=F("due_on")), name="standing_item_ends_on_its_day"
            ),
        ]
        indexes = [
            models.Index(fields=["round", "path", "pledge", "position"], name="standing_by_territory"),
            models.Index(fields=["pledge", "position"], name="standing_in_order"),
        ]

    @property
    def label(self) -> str:
        """The kind's words for this subject: 履职承诺 for organisations (C6)."""
        return str(self.pledge.round.terms["kinds"][self.pledge.subject_kind][self.kind])
