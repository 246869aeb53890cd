"""Items of texts that were filed before standing items existed come into force, in the order of their filing."""

from datetime import date
from uuid import UUID

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

_WORDS = (
    *("kind", "text", "first", "responsible", "deadlines", "targets"),
    *("expected_effect", "criterion", "beneficiaries", "place"),
)
_PRINTED = ["goal", "common", "post", "deed"]
_REPLACED = ["since", "dropped_by", "position", "due_on", *_WORDS]


def bring_into_force(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:  # noqa: ARG001
    StandingItem = apps.get_model("pledges", "StandingItem")  # noqa: N806
    filed = apps.get_model("pledges", "PledgeVersion").objects.filter(filing__isnull=False)
    for version in filed.select_related("pledge").order_by("pledge", "number").iterator(chunk_size=500):
        rows = [
            StandingItem(
                uid=UUID(item["uid"]),
                pledge=version.pledge,
                since=version,
                round_id=version.pledge.round_id,
                position=position,
                due_on=date.fromisoformat(item["due_on"]) if item["due_on"] else None,
                path=version.pledge.path,
                sector_id=version.pledge.sector_id,
                **{name: item[name] for name in _WORDS},
            )
            for position, item in enumerate(sorted(version.content["items"], key=lambda i: _PRINTED.index(i["kind"])), start=1)
        ]
        StandingItem.objects.bulk_create(rows, update_conflicts=True, unique_fields=["uid"], update_fields=_REPLACED)
        left_out = StandingItem.objects.filter(pledge=version.pledge, dropped_by__isnull=True)
        left_out.exclude(uid__in=[row.uid for row in rows]).update(dropped_by=version)


class Migration(migrations.Migration):
    dependencies = [("pledges", "0006_standing_items")]
    operations = [migrations.RunPython(bring_into_force, migrations.RunPython.noop)]
