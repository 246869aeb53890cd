"""Boxes counted before: where no sum is ever made, totals of which nothing is shown are not kept either."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import Q


def forget(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001
    ended = apps.get_model("ballots", "BallotBox").objects.filter(state__in=["closed", "confirmed"])
    for box in ended.filter(Q(kind="mutual") | Q(period="")).iterator(chunk_size=500):
        few = [question for question in box.questions if 0 < _answers(question, box.totals) < box.smallest]
        if few:
            box.totals |= {q["key"]: {option["key"]: 0 for option in q["options"]} for q in few}
            box.is_scrubbed = False  # the worker's next sweep rewrites the storage
            box.save(update_fields=["totals", "is_scrubbed"])


def _answers(question: dict, totals: dict[str, dict[str, int]]) -> int:
    counting = [option["key"] for option in question["options"] if option.get("counts", True)]
    return sum(totals.get(question["key"], {}).get(option, 0) for option in counting)


class Migration(migrations.Migration):
    dependencies = [("ballots", "0006_counted_paper_joined")]
    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
