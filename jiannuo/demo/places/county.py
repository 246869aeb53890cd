"""楚宁县 itself: who hangs below whom."""

from jiannuo.demo.places.place import Place
from jiannuo.demo.places.towns import CHENGGUAN, SHIGU, WANGHE
from jiannuo.demo.places.units import AGENCIES, EDUCATION, FIRMS, HEALTH
from jiannuo.orgs.models import OrgClass, OrgKind, OrgLevel

_C = OrgClass
SECTORS = (
    ("education", "教育系统", [_C.SCHOOL, _C.UNIVERSITY]),
    ("health", "卫生系统", [_C.HOSPITAL]),
    ("enterprise", "国有企业系统", [_C.STATE_FIRM]),
    ("new", "非公企业和社会组织系统", [_C.PRIVATE_FIRM, _C.SOCIAL]),
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
            WANGHE,
            _C.RURAL,
            duty="领导全镇经济社会发展，抓好村和社区党组织建设。",
        ),
        _committee(
            "CN02",
            "中共石鼓岭乡委员会",
            "石鼓岭乡党委",
            SHIGU,
            _C.RURAL,
            duty="领导全乡工作，发展茶叶产业，改善山区交通饮水。",
        ),
        _committee(
            "CN03",
            "中共城关街道工作委员会",
            "城关街道党工委",
            CHENGGUAN,
            _C.COMMUNITY,
            duty="统筹城区社区建设、管理和服务。",
        ),
        _committee(
            "CN04",
            "中共楚宁县教育局委员会",
            "县教育局党委",
            EDUCATION,
            _C.SCHOOL,
            sector="education",
            duty="管理全县教育，办好人民满意的学校。",
        ),
        _committee(
            "CN05",
            "中共楚宁县卫生局委员会",
            "县卫生局党委",
            HEALTH,
            _C.HOSPITAL,
            sector="health",
            duty="管理全县医疗卫生，保障群众看病就医。",
        ),
        _committee(
            "CN06",
            "中共楚宁县直属机关工作委员会",
            "县直机关工委",
            AGENCIES,
            _C.AGENCY,
            duty="领导县直机关党组织工作，改进机关作风。",
        ),
        _committee(
            "CN07",
            "中共楚宁县国有企业工作委员会",
            "县国企工委",
            FIRMS,
            _C.STATE_FIRM,
            sector="enterprise",
            duty="领导县属国有企业党组织工作。",
        ),
    ),
)
