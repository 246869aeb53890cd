"""Which of the four kinds a promise most likely is; only a suggestion on the screen (C6)."""

import re

from jiannuo.pledges.reading.cleaning import fold
from jiannuo.pledges.reading.results import Kind

_SIGNS: tuple[tuple[Kind, int, str], ...] = (
    ("goal", 5, r"(?:投资|产值|税收|财政收入|利润|收入|GDP|生产总值|产量|效益|满意率|满意度|合格率|就业率|升学率|通过率|完好率|办结率|破案率|优良率|入住率|覆盖率|考研率|及格率)[^,。;]{0,8}(?:增|达|[\d>≥]|突破|提高|由|从|不低于|以上|翻)"),
    ("goal", 5, r"(?:经济|发展|创建|奋斗|年度|差异化|工作)目标|争创|争先进位|翻一番|群众满意$|让群众满意|致富奔小康|(?:带|带领)(?:领)?(?:群众|村民|乡亲)(?:们)?致富$"),
    ("goal", 4, r"(?:事故|投诉|违章|上访|案件)(?:率|数)?(?:为)?[零0<≤]|零(?:事故|投诉|违章|上访|差错)|无事故|[增降减]\d|同比|比上年|比去年|投诉[<≤]|下降|使用率|住院日|候诊时间|人均纯?收入"),
    ("common", 5, r"党章|党性|党费|党纪|党规|纪律|廉洁|廉政|清廉|自律|吃拿卡要|红包|礼金|回扣|吃请|赌博|邪教|封建迷信|遵纪|守法|法律|守规矩|村规民约|规章|八项规定|道德|公德|美德|医德|师德|行风"),
    ("common", 5, r"宗旨|先锋模范|模范带头|表率作用|组织生活|三会一课|党课|理论|政治|思想(?!汇)|班子|作风|学习型|集体活动|科学发展观|两学一做|党的(?:路线|方针|政策|基本)|合格(?:的)?(?:共产)?党员|入党誓词|党员(?:义务|标准|形象)"),
    ("common", 4, r"(?:带头)?(?:学习|学好|勤学|读书|看报)(?!技术|成绩)|学[^,。;]{0,4}(?:章|理论|精神)|宣传政策法规|学习宣传|孝敬|孝老|尊老|邻里和睦|诚实守信|移风易俗带头|考勤|公开制度|首问负责、|汇报[^,。;]{0,4}思想|辞职承诺|带头执行|不(?:乱砍|信|参与|添乱|给村)"),
    ("deed", 5, r"\d+(?:多|余)?[个]?户|贫困|困难(?:群众|户|家庭|职工|学生|党员)|特困|五保|孤寡|独居|低保|残疾|留守|空巢|捐|义务(?!教育)|实事|慰问|资助|帮困|扶贫|敬老院|免费|义诊|微心愿|送(?:温暖|医|药|科技|水|货|大米)"),
    ("deed", 4, r"修(?:建|通|复|缮|好|路)?[^,。;]{0,8}(?:路|桥|渠|塘|堰|广场|学校|小学)|硬化|路灯|饮水|自来水|放心水|吃水|广场|渠|塘|水窖|沼气|变压器|低压|电网|电费|管网|健身|文化活动中心|卫生服务中心|停车位|下水道|臭水沟|环境整治|改厕|危房|植树|栽树|绿化"),
    ("deed", 3, r"(?:帮|为|给|替|让)[^,。;]{0,6}(?:村民|乡亲|群众|老人|居民|农户|学生|职工|孩子|邻居|大家|组上|村里|村小)|村民|乡亲|群众[^,。;]{0,6}(?:难|办)|理发|洗衣|打扫|接送|看望|老人|保洁|清运|垃圾|致富|增收|就业|销售|帮销|代购|代办|劳力|科技知识|纠纷|集体工程|行路难"),
    ("post", 5, r"岗(?!前)|职责|本职|业务|教学|治学|备课|上课|听课|公开课|科研|思政|学风|病人|患者|诊|护理|医疗|窗口|审批|办件|办结|受理|绿色通道|延时|预约|首问|政务|值班|巡查|巡逻|巡堤|驻村|下乡|调研|信息|宣传稿|稿件|档案|会计|财务|村务|公示|公开"),
    ("post", 4, r"(?:安全|质量|设备|生产|技术|技能|创新|指标|任务|项目|工程进度|征地|征拆|拆迁|招商|税|水稻|畜牧|产业|种植|养殖|烟叶|猪舍|茶|果树|出栏|标准化|土地整理|规划|产品|车间|管理|政策问答|走访|网格|演练|服务(?!大局))"),
    ("post", 2, r"工作|服务|落实|完成|制度|提高|质量"),
)  # fmt: skip
_WEIGHED = tuple((kind, weight, re.compile(pattern)) for kind, weight, pattern in _SIGNS)


def scores(text: str) -> dict[Kind, int]:
    """How strongly each kind is spoken for."""
    folded = fold(text)
    found: dict[Kind, int] = {"common": 0, "post": 0, "deed": 0, "goal": 0}
    for kind, weight, pattern in _WEIGHED:
        hits = len(set(pattern.findall(folded[:400])))
        found[kind] += weight * min(hits, 2) if hits else 0
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
