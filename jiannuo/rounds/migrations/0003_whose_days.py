"""The days of the steps were said to be the guidance's, which names none of them: they are ours."""

from django.db import migrations

_OURS = "本系统的建议（指导意见没有规定日期）："
_WORDS = {
    "propose": "2月1日开始，20天内提诺",
    "review": "2月底前审诺",
    "confirm": "3月15日前会议定诺",
    "file": "3月15日定诺后，10天内备案",
    "publish": "3月底前公示",
}


def reword(apps, schema_editor):
    rows = apps.get_model("rounds", "Milestone").objects.filter(reckoning__startswith="指导意见四、2：")
    for step, words in _WORDS.items():
        rows.filter(step=step).update(reckoning=f"{_OURS}{words}")


class Migration(migrations.Migration):
    dependencies = [("rounds", "0001_squashed_0002_windows")]

    operations = [migrations.RunPython(reword, migrations.RunPython.noop)]
