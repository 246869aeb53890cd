from django.db import migrations, models
from django.db.models import F, Q

from jiannuo.base.migrations_support import append_only

_RULES = [
    ("review_verdict_known", Q(verdict__in=["endorsed", "passed", "sent_back", "handed_back"])),
    ("review_not_by_the_proposer", Q(verdict="handed_back") | ~Q(by=F("proposed_by"))),
    ("review_not_of_oneself", Q(verdict="handed_back") | Q(subject_user__isnull=True) | ~Q(by=F("subject_user"))),
    ("review_sent_back_gives_a_reason", ~Q(verdict__in=["sent_back", "handed_back"]) | ~Q(opinion="")),
]


class Migration(migrations.Migration):
    """What the meetings want changed is kept among the reviews; SQLite rebuilds the table, so it is frozen again."""

    dependencies = [("pledges", "0004_frozen_again")]
    operations = [
        *(migrations.RemoveConstraint(model_name="review", name=name) for name, _ in _RULES),
        *(
            migrations.AddConstraint(
                model_name="review", constraint=models.CheckConstraint(condition=rule, name=name)
            )
            for name, rule in _RULES
        ),
        append_only("pledges_review"),
    ]
