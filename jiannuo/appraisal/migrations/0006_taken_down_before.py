"""What had been taken down before is known from the journal: it is not asked for again either."""

from django.db import migrations

SUBJECT = "appraisal.yearlyappraisal:"


def recall(apps, schema_editor):
    entries = apps.get_model("journal", "Entry").objects.filter(verb="take_down", subject__startswith=SUBJECT)
    rows = apps.get_model("appraisal", "YearlyAppraisal").objects.filter(state="closed", taken_down_at=None)
    for entry in entries.order_by("-id"):
        reason = entry.detail.get("reason") or "未写明"
        rows.filter(pk=entry.subject.removeprefix(SUBJECT)).update(taken_down_at=entry.at, taken_down_reason=reason)


class Migration(migrations.Migration):
    dependencies = [("appraisal", "0005_taken_down"), ("journal", "0002_append_only")]

    operations = [migrations.RunPython(recall, migrations.RunPython.noop)]
