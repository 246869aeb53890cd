"""The 2011 guidance as data. A round copies a preset and may then differ from it; other years reckon its days anew."""

from copy import deepcopy
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import Any

from jiannuo.base.dates import end_of_month
from jiannuo.rounds.models import Practice, Step

POINTS = ("先进性", "针对性", "操作性", "简明性", "实效性")  # C5
FIRSTS = ("一流部门", "一流队伍", "一流服务", "一流业绩", "一流形象")  # C22
COMPARISONS = ("比素质", "比干劲", "比奉献", "比创新", "比作风")  # C20
DISPLAYS = ("亮身份", "亮职责", "亮承诺", "亮点评", "亮评议")  # C18


# C29: the guidance names no weights; ours are a start, shown and open to change until the first decision of the round
APPRAISAL: dict[str, Any] = {
    "weights": {
        "member": {"keeping": 60, "reporting": 15, "mutual": 25},
        "organisation": {"keeping": 50, "reporting": 20, "satisfaction": 30},
    },
    "floors": {"excellent": 90, "qualified": 70, "fair": 60},  # per cent
    "reply_days": 10,
}


@dataclass(frozen=True, slots=True)
class Terms:
    """Words of a round. `kinds[subject][kind]` is the printed label; `topics[subject][kind]` what may be promised."""

    kinds: dict[str, dict[str, str]]
    topics: dict[str, dict[str, list[str]]]
    points: list[str] = field(default_factory=lambda: list(POINTS))
    firsts: list[str] = field(default_factory=lambda: list(FIRSTS))
    comparisons: list[str] = field(default_factory=lambda: list(COMPARISONS))
    displays: list[str] = field(default_factory=lambda: list(DISPLAYS))
    appraisal: dict[str, Any] = field(default_factory=lambda: deepcopy(APPRAISAL))

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Beat:
    """How often a practice comes, from how many days before a period's end to how many after it, and on whose word."""

    practice: Practice
    times_a_year: int
    opens_before: int
    days_after: int
    source: str


@dataclass(frozen=True, slots=True)
class Preset:
    code: str
    title: str  # with {year}
    terms: Terms
    cadences: tuple["Beat", ...]
    shown_days_after: int = 90  # C48: the year's appraisal and its word to the people come after the year has ended


_OUR_DAYS = "指导意见没有规定日期，起止日期由本系统预设，可以修改"
_COMMON = ["党章规定和法规纪律", "党性原则", "廉洁自律", "社会公德", "职业道德"]
GUIDANCE_2011 = Preset(
    code="guidance_2011",
    title="{year}年公开承诺",
    terms=Terms(
        kinds={  # C6: one slot, the label by subject (附件1 prints 履职, 附件2 岗位)
            "organisation": {"goal": "创建目标", "common": "共性承诺", "post": "履职承诺", "deed": "实事承诺"},
            "member": {"common": "共性承诺", "post": "岗位承诺", "deed": "实事承诺"},
        },
        topics={
            "organisation": {  # C7
                "goal": list(FIRSTS),
                "common": _COMMON,
                "post": [
                    "围绕中心",
                    "服务大局",
                    "做好本单位业务工作",
                    "完成重点任务",
                    "“五个基本”建设",
                    "“七个体系”建设",
                    "服务群众、为民办事",
                ],
                "deed": ["党员群众最关心的实事", "党员群众最急需办的实事"],
            },
            "member": {  # C8, C9
                "common": _COMMON,
                "post": ["做好日常工作", "服务人民群众", "完成急难险重任务", "实现年度工作目标"],
                "deed": ["每年为群众办几件实事", "每个时期为群众办几件实事", "发挥自身能力和特长"],
            },
        },
    ),
    cadences=(  # C24: the guidance says how often and names no day; the days are ours and may be changed
        Beat(Practice.SELF_REPORT, 4, 20, 10, f"三、3“一季一讲评”；党员述每季度一次。{_OUR_DAYS}"),
        Beat(Practice.BRANCH_COMMENT, 4, 20, 15, f"三、3“一季一讲评”；支部讲定期进行。{_OUR_DAYS}"),
        Beat(Practice.LEADER_COMMENT, 2, 30, 31, f"三、3“半年一点评”。{_OUR_DAYS}"),
        Beat(Practice.SURVEY, 2, 30, 31, f"三、3“每半年召开一次群众评议会议”。{_OUR_DAYS}"),
        Beat(Practice.APPRAISAL, 1, 30, 31, f"三、3“一年一评议”。{_OUR_DAYS}"),
    ),
)
PRESETS = {GUIDANCE_2011.code: GUIDANCE_2011}


def appraisal_terms(terms: dict[str, Any]) -> dict[str, Any]:
    """C29: the round's own weights, floors and days for a reply; rounds opened before there were any take ours."""
    own: dict[str, Any] = terms.get("appraisal") or APPRAISAL
    return own


_OURS = "本系统的建议（指导意见没有规定日期）"
# The step, its day in a round that begins on 1 February, and on which day after the beginning it is due in any other.
_STEPS = (
    (Step.PROPOSE, "2月1日开始，20天内提诺", 20, "提诺"),
    (Step.REVIEW, "2月底前审诺", 28, "审诺"),
    (Step.CONFIRM, "3月15日前会议定诺", 43, "会议定诺"),
    (Step.FILE, "3月15日定诺后，10天内备案", 53, "备案"),
    (Step.PUBLISH, "3月底前公示", 59, "公示"),
)


def february(year: int) -> date:
    """四、2: a new round is carried out from February on; the only date that the guidance names."""
    return date(year, 2, 1)


def milestones_of(opens_on: date, closes_on: date) -> tuple[tuple[Step, date, str], ...]:
    """The days of the steps: ours. Of a round that begins later they lie ahead, the closer the less of it is left."""
    year = closes_on.year
    if opens_on <= february(year):
        days = (date(year, 2, 20), end_of_month(year, 2), date(year, 3, 15), date(year, 3, 25), end_of_month(year, 3))
        return tuple((step, day, f"{_OURS}：{why}") for (step, why, _, _), day in zip(_STEPS, days, strict=True))
    left, last = (closes_on - opens_on).days, _STEPS[-1][2] - 1
    begun = f"{opens_on.month}月{opens_on.day}日开始" + ("" if left >= last else "，到年底不足两个月，按比例缩短")
    found = []
    for step, _, within, what in _STEPS:
        after = min(within - 1, -(-left * (within - 1) // last))
        found.append((step, opens_on + timedelta(days=after), f"{_OURS}：{begun}，{after + 1}天内{what}"))
    return tuple(found)


# What stands above the days of the steps: the guidance names none of them.
ONE_DATE = (
    "指导意见四、2只说“自2011年2月起，要组织实施新一轮的公开承诺工作”，没有规定提诺、审诺、定诺、备案、公示各在哪一天以前办完。"
    "标着“本系统的建议”的日期都可以修改，改过的标为“本级自行确定”。"
)
# What stands beside the frequencies: the guidance says two things about 评议.
TWO_WORDS = (
    "指导意见三、3既说“一年一评议”，又说“每半年召开一次群众评议会议”。预设两者都办："
    "群众满意度测评每半年一次，综合全年情况的年度评议每年一次。"
)
