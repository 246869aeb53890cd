"""Which of the four kinds a promise most likely is; only a suggestion on the screen (C6)."""

import re

from jiannuo.pledges.reading.cleaning import fold
from jiannuo.pledges.reading.results import Kind

_SIGNS: tuple[tuple[Kind, int, str], ...] = (
    (
        "goal",
        9,
        r"(?:投资|产值|税收|财政收入|利润|收入|GDP|生产总值|产量|效益|满意率|满意度|合格率|就业率|升学率|通过率|完好率|办结率|破案率|优良率|覆盖率|及格率|使用率|住院日|候诊时间)[^,。;]{0,8}(?:增|达|[\d>≥<≤]|突破|提高|降|由|从|不|以上|翻|控制)"
        r"|(?:经济|发展|创建|奋斗|差异化|工作)目标|争创|翻[一两]番|让?群众满意$|(?:带|带领)(?:领)?(?:群众|村民|乡亲)(?:们)?致富$",
    ),
    ("goal", 7, r"(?:事故|投诉|违章|上访|案件)(?:率|数)?(?:为)?[零0<≤]|零(?:事故|投诉|违章|上访|差错)|无[^,。;]{0,3}事故|[增降减长]\d|同比|比上年|比去年|下降\d|人均纯?收入"),
    (
        "common",
        8,
        r"党章|党性|党费|党纪|党规|纪律|廉洁|廉政|清廉|自律|吃拿卡要|红包|礼金|回扣|吃请|赌博|邪教|迷信|遵纪|守法|遵守法律|守规矩|村规民约|规章|八项规定|[道公美医师家]德|党风|行风|组织生活|三会一课|党课|理论|先锋模范|模范带头|入党誓词|辞职承诺",
    ),
    (
        "common",
        6,
        r"宗旨|表率|政治|思想(?!教育基地)|支部班子|班子|作风|学习型|集体活动|科学发展观|两学一做|党的(?:路线|方针|政策|基本)|合格(?:的)?(?:共产)?党员|党员(?:义务|标准|形象)|学习(?!技术|成绩|用品|机)|学好|勤学|读书|看报|心得体会|宣传政策法规|法规"
        r"|孝敬|孝老|尊老|邻里和睦|诚实守信|考勤|首问负责、|带头执行|不(?:乱砍|信谣|添乱|给村|插手|参与|打招呼)|接受[^,。;]{0,8}监督|为(?:群众|人民|民)服(?:好)?务|抓(?:支部|学习|班子|作风)",
    ),
    (
        "deed",
        7,
        r"贫困|困难(?:群众|户|家庭|职工|学生|党员)|特困|五保|孤寡|独居|低保(?!评)|残疾|留守|空巢|捐|义务(?!教育)|实事|慰问|资助|帮困|扶贫|敬老院|免费|义诊|微心愿|志愿|送(?:温暖|医|药|科技|水|货|大米)|再就业|饮水|自来水|放心水|吃水|致富项目|办好群众|行路难|报到服务",
    ),
    (
        "deed",
        5,
        r"修(?:建|通|复|缮|好|路)?[^,。;]{0,8}(?:路|桥|渠|塘|堰|广场|学校|小学)|硬化|路灯|广场|渠(?!道)|塘|水窖|沼气|变压器|低压|电网|电费|管网|健身|文化活动中心|卫生服务中心|停车位|下水道|臭水沟|环境整治|改厕|危房|植树|栽树|绿化|活动室|床铺|教室|教学楼|农户|合作医疗|培训群众|技术培训",
    ),
    (
        "deed",
        4,
        r"(?:帮|为|给|替|让)[^,。;]{0,6}(?:村民|乡亲|群众|老人|居民|农户|学生|职工|孩子|邻居|大家|组上|村里|村小)|村民|乡亲|群众[^,。;]{0,6}(?:难|办|事)|带着大家|理发|洗衣|打扫|接送|看望|老人|保洁|清运|垃圾站|致富|增收|就业|销售信息|帮销|代购|劳力|科技知识|纠纷\d|集体工程|救助",
    ),
    (
        "post",
        6,
        r"岗(?!前)|职责|本职|业务|治学|备课|上课|听课|公开课|科研|思政|学风|家访|病人|患者|诊|护理|医疗|窗口|审批|办件|办结|受理|绿色通道|延时|预约|首问|政务|值班|巡查|巡逻|巡堤|驻村|包联村|下乡|调研|宣传稿|稿件|档案|会计|财务|村务|报警|破案|上访|稳定|代办|证件|证照|公示|院务|主次干道|低保评",
    ),
    (
        "post",
        4,
        r"(?:安全|质量|设备|生产|技术|技能|创新|指标|任务|项目|征地|征拆|拆迁|招商|税|水稻|畜牧|产业|种植|养殖|烟叶|猪舍|茶|果树|出栏|标准化|土地整理|规划|产品|车间|管理|政策问答|走访|网格|演练|信息采集|教学|公开)",
    ),
    ("post", 2, r"工作|服务|落实|完成|制度|提高|质量"),
)  # fmt: skip
_WEIGHED = tuple((kind, weight, re.compile(pattern)) for kind, weight, pattern in _SIGNS)


def scores(text: str) -> dict[Kind, int]:
    """How strongly each kind is spoken for."""
    folded = fold(text)
    found: dict[Kind, int] = {"common": 0, "post": 0, "deed": 0, "goal": 0}
    for kind, weight, pattern in _WEIGHED:
        hits = len(set(pattern.findall(folded[:400])))
        found[kind] += weight + (hits > 1) if hits else 0
    return found


def kind_of(text: str) -> Kind:
    """The likeliest kind; without any sign a deed, the commonest thing that people promise."""
    found = scores(text)
    best = max(found.values())
    order: tuple[Kind, ...] = ("goal", "common", "deed", "post")
    return next(kind for kind in order if found[kind] == best) if best else "deed"


def sure_kind(text: str) -> Kind | None:
    """The kind if it is clear, else None."""
    found = scores(text)
    ranked = sorted(found.values(), reverse=True)
    return kind_of(text) if ranked[0] >= 3 and ranked[0] - ranked[1] >= 1 else None
