"""The minutes of 群众评议会议 as they write themselves: who came, how it was voted, what may be told of the result."""

from jiannuo.appraisal.models import Survey
from jiannuo.appraisal.periods import label_of
from jiannuo.ballots.printing import in_words
from jiannuo.ballots.queries import released
from jiannuo.base.dates import moment_in_full
from jiannuo.meetings.models import Category
from jiannuo.rounds.models import Practice


def drafted(survey: Survey) -> str:
    """Nothing in it that the page of the result does not show."""
    meeting, label = survey.meeting, label_of(survey.round, Practice.SURVEY, survey.period)
    lines = [
        f"{survey.organisation.name}{survey.round.year}年{label}群众评议会议",
        f"时间：{moment_in_full(meeting.held_at)}　地点：{meeting.place}　主持人：{meeting.chair}",
        *([f"投票：{moment_in_full(survey.voted_later)}开箱印票，当天投票。"] if survey.voted_later else []),
        _present(survey),
    ]
    if survey.box is not None:
        lines += _counted(survey)
    return "\n".join(lines)


def _present(survey: Survey) -> str:
    names: dict[str, list[str]] = {}
    for row in survey.meeting.roll.filter(is_present=True):
        names.setdefault(row.category, []).append(row.name)
    parts = [
        f"{category.label}{survey.present[category]}人" + (f"（{'、'.join(named)}）" if named else "")
        for category in Category
        if survey.present.get(category)
        for named in [names.get(category, [])]
    ]
    return f"到会：{'；'.join(parts)}。共{survey.voters}人参加测评。"


def _counted(survey: Survey) -> list[str]:
    box = survey.box
    if box is None:
        return []
    found = released(box)
    if found.why:
        return [found.why]
    lines = ["测评：无记名投票，" + "，".join(f"{label}{n}" for label, n in found.facts) + "。"]
    lines += [f"{question['label']}：{in_words(figure)}。".replace("。。", "。") for question, figure in found.rows]
    if box.digest:
        lines.append(f"意见摘要：{box.digest}")
    lines.append(f"{box.closed_by}计票，{box.confirmed_by}确认。")
    return lines
