"""楚宁县: an invented county of Hubei. No organisation here exists; every class of organisation occurs (C4)."""

from dataclasses import dataclass, field

from jiannuo.orgs.models import OrgClass, OrgKind, OrgLevel


@dataclass(frozen=True, slots=True)
class Place:
    """One node: children hang below it; `members` people are on the roster of a branch."""

    code: str
    name: str
    short_name: str
    kind: OrgKind
    org_class: OrgClass
    level: OrgLevel = OrgLevel.UNIT
    sector: str = ""
    members: int = 0
    duty: str = ""
    children: tuple["Place", ...] = field(default=())


def _branch(  # noqa: PLR0917 - a table of places reads best in columns
    code: str, name: str, short: str, org_class: OrgClass, members: int, duty: str, sector: str = ""
) -> Place:
    return Place(code, name, short, OrgKind.BRANCH, org_class, members=members, duty=duty, sector=sector)


_C = OrgClass
SECTORS = (
    ("education", "教育系统", [_C.SCHOOL, _C.UNIVERSITY]),
    ("health", "卫生系统", [_C.HOSPITAL]),
    ("enterprise", "国有企业系统", [_C.STATE_FIRM]),
    ("new", "非公企业和社会组织系统", [_C.PRIVATE_FIRM, _C.SOCIAL]),
)
_RURAL = "组织党员群众发展生产、办好公益事业、调解邻里纠纷，管好村集体资金。"
_COMMUNITY = "服务居民、管好院落楼栋、办好便民事项，联系辖区单位共建。"
_WANGHE = (
    _branch(
        "CN0101",
        "中共望河镇机关支部委员会",
        "望河镇机关支部",
        _C.AGENCY,
        7,
        "负责镇党政办、便民服务中心的日常运转，服务来访办事群众。",
    ),
    Place(
        "CN0102",
        "中共望河镇望河村总支部委员会",
        "望河村党总支",
        OrgKind.GENERAL_BRANCH,
        _C.RURAL,
        duty=_RURAL,
        children=(
            _branch("CN010201", "中共望河村上湾支部委员会", "上湾支部", _C.RURAL, 7, _RURAL),
            _branch("CN010202", "中共望河村下湾支部委员会", "下湾支部", _C.RURAL, 6, _RURAL),
        ),
    ),
    _branch("CN0103", "中共望河镇双塘村支部委员会", "双塘村支部", _C.RURAL, 9, _RURAL),
    _branch("CN0104", "中共望河镇杨柳湾村支部委员会", "杨柳湾村支部", _C.RURAL, 20, _RURAL),
    _branch("CN0105", "中共望河镇枫树垭村支部委员会", "枫树垭村支部", _C.RURAL, 6, _RURAL),
    _branch("CN0106", "中共望河镇临河社区支部委员会", "临河社区支部", _C.COMMUNITY, 8, _COMMUNITY),
)
_SHIGU = (
    _branch("CN0201", "中共石鼓岭乡茶园村支部委员会", "茶园村支部", _C.RURAL, 7, _RURAL),
    _branch("CN0202", "中共石鼓岭乡黄连坪村支部委员会", "黄连坪村支部", _C.RURAL, 6, _RURAL),
    _branch("CN0203", "中共石鼓岭乡大泉村支部委员会", "大泉村支部", _C.RURAL, 5, _RURAL),
    _branch(
        "CN0204",
        "中共楚宁县云雾茶业有限公司支部委员会",
        "云雾茶业支部",
        _C.PRIVATE_FIRM,
        6,
        "围绕企业生产经营开展活动，维护职工权益，带动茶农增收。",
        "new",
    ),
)
_CHENGGUAN = (
    _branch("CN0301", "中共城关街道东门社区支部委员会", "东门社区支部", _C.COMMUNITY, 8, _COMMUNITY),
    _branch("CN0302", "中共城关街道书院社区支部委员会", "书院社区支部", _C.COMMUNITY, 6, _COMMUNITY),
    _branch(
        "CN0303",
        "中共楚宁县惠民社会工作服务中心支部委员会",
        "惠民社工支部",
        _C.SOCIAL,
        5,
        "组织社工和志愿者服务独居老人、留守儿童和困难家庭。",
        "new",
    ),
)
_EDUCATION = (
    Place(
        "CN0401",
        "中共楚宁县第一高级中学总支部委员会",
        "县一中党总支",
        OrgKind.GENERAL_BRANCH,
        _C.SCHOOL,
        sector="education",
        duty="办好学校、管好教学，抓师德师风和学生安全。",
        children=(
            _branch(
                "CN040101",
                "中共楚宁县第一高级中学高三年级支部委员会",
                "县一中高三支部",
                _C.SCHOOL,
                6,
                "组织高三教学和毕业年级学生工作。",
                "education",
            ),
            _branch(
                "CN040102",
                "中共楚宁县第一高级中学后勤支部委员会",
                "县一中后勤支部",
                _C.SCHOOL,
                5,
                "保障师生食宿、水电和校园安全。",
                "education",
            ),
        ),
    ),
    _branch(
        "CN0402",
        "中共楚宁县实验小学支部委员会",
        "实验小学支部",
        _C.SCHOOL,
        7,
        "组织教学教研，关心留守儿童，联系家长。",
        "education",
    ),
    _branch(
        "CN0403",
        "中共楚宁职业技术学院机电系支部委员会",
        "职院机电系支部",
        _C.UNIVERSITY,
        6,
        "组织机电专业教学、实训和学生就业服务。",
        "education",
    ),
)
_HEALTH = (
    _branch(
        "CN0501",
        "中共楚宁县人民医院内科支部委员会",
        "县医院内科支部",
        _C.HOSPITAL,
        6,
        "做好内科医疗护理，改进服务，廉洁行医。",
        "health",
    ),
    _branch(
        "CN0502",
        "中共望河镇卫生院支部委员会",
        "望河卫生院支部",
        _C.HOSPITAL,
        5,
        "承担全镇基本医疗和公共卫生服务。",
        "health",
    ),
)
_AGENCIES = (
    _branch(
        "CN0601", "中共楚宁县发展和改革局支部委员会", "县发改局支部", _C.AGENCY, 6, "编制规划计划，审批项目，管理价格。"
    ),
    _branch(
        "CN0602",
        "中共楚宁县公安局交通警察大队支部委员会",
        "县交警大队支部",
        _C.AGENCY,
        6,
        "管理道路交通，预防和处理事故，办理车驾管业务。",
    ),
)
_FIRMS = (
    _branch(
        "CN0701",
        "中共楚宁县自来水公司支部委员会",
        "县自来水公司支部",
        _C.STATE_FIRM,
        6,
        "保障县城供水和水质，抢修管网，服务用户。",
        "enterprise",
    ),
)


def _committee(
    code: str, name: str, short: str, children: tuple[Place, ...], org_class: OrgClass, **more: str
) -> Place:
    level = OrgLevel.TOWNSHIP
    return Place(code, name, short, OrgKind.COMMITTEE, org_class, level=level, children=children, **more)  # type: ignore[arg-type]


COUNTY = Place(
    "CN",
    "中共楚宁县委员会",
    "楚宁县委",
    OrgKind.COMMITTEE,
    _C.AGENCY,
    level=OrgLevel.COUNTY,
    duty="领导全县工作，抓好基层党组织建设。",
    children=(
        _committee(
            "CN01",
            "中共望河镇委员会",
            "望河镇党委",
            _WANGHE,
            _C.RURAL,
            duty="领导全镇经济社会发展，抓好村和社区党组织建设。",
        ),
        _committee(
            "CN02",
            "中共石鼓岭乡委员会",
            "石鼓岭乡党委",
            _SHIGU,
            _C.RURAL,
            duty="领导全乡工作，发展茶叶产业，改善山区交通饮水。",
        ),
        _committee(
            "CN03",
            "中共城关街道工作委员会",
            "城关街道党工委",
            _CHENGGUAN,
            _C.COMMUNITY,
            duty="统筹城区社区建设、管理和服务。",
        ),
        _committee(
            "CN04",
            "中共楚宁县教育局委员会",
            "县教育局党委",
            _EDUCATION,
            _C.SCHOOL,
            sector="education",
            duty="管理全县教育，办好人民满意的学校。",
        ),
        _committee(
            "CN05",
            "中共楚宁县卫生局委员会",
            "县卫生局党委",
            _HEALTH,
            _C.HOSPITAL,
            sector="health",
            duty="管理全县医疗卫生，保障群众看病就医。",
        ),
        _committee(
            "CN06",
            "中共楚宁县直属机关工作委员会",
            "县直机关工委",
            _AGENCIES,
            _C.AGENCY,
            duty="领导县直机关党组织工作，改进机关作风。",
        ),
        _committee(
            "CN07",
            "中共楚宁县国有企业工作委员会",
            "县国企工委",
            _FIRMS,
            _C.STATE_FIRM,
            sector="enterprise",
            duty="领导县属国有企业党组织工作。",
        ),
    ),
)
