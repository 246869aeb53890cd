"""The villages and communities of the two townships and the town."""

from jiannuo.demo.places.place import Place, branch
from jiannuo.orgs.models import OrgClass, OrgKind

_C = OrgClass
_RURAL = "组织党员群众发展生产、办好公益事业、调解邻里纠纷，管好村集体资金。"
_COMMUNITY = "服务居民、管好院落楼栋、办好便民事项，联系辖区单位共建。"
WANGHE = (
    branch(
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
            branch("CN010201", "中共望河村上湾支部委员会", "上湾支部", _C.RURAL, 7, _RURAL),
            branch("CN010202", "中共望河村下湾支部委员会", "下湾支部", _C.RURAL, 6, _RURAL),
        ),
    ),
    branch("CN0103", "中共望河镇双塘村支部委员会", "双塘村支部", _C.RURAL, 9, _RURAL),
    branch("CN0104", "中共望河镇杨柳湾村支部委员会", "杨柳湾村支部", _C.RURAL, 20, _RURAL),
    branch("CN0105", "中共望河镇枫树垭村支部委员会", "枫树垭村支部", _C.RURAL, 6, _RURAL),
    branch("CN0106", "中共望河镇临河社区支部委员会", "临河社区支部", _C.COMMUNITY, 8, _COMMUNITY),
)
SHIGU = (
    branch("CN0201", "中共石鼓岭乡茶园村支部委员会", "茶园村支部", _C.RURAL, 7, _RURAL),
    branch("CN0202", "中共石鼓岭乡黄连坪村支部委员会", "黄连坪村支部", _C.RURAL, 6, _RURAL),
    branch("CN0203", "中共石鼓岭乡大泉村支部委员会", "大泉村支部", _C.RURAL, 5, _RURAL),
    branch(
        "CN0204",
        "中共楚宁县云雾茶业有限公司支部委员会",
        "云雾茶业支部",
        _C.PRIVATE_FIRM,
        6,
        "围绕企业生产经营开展活动，维护职工权益，带动茶农增收。",
        "new",
    ),
)
CHENGGUAN = (
    branch("CN0301", "中共城关街道东门社区支部委员会", "东门社区支部", _C.COMMUNITY, 8, _COMMUNITY),
    branch("CN0302", "中共城关街道书院社区支部委员会", "书院社区支部", _C.COMMUNITY, 6, _COMMUNITY),
    branch(
        "CN0303",
        "中共楚宁县惠民社会工作服务中心支部委员会",
        "惠民社工支部",
        _C.SOCIAL,
        5,
        "组织社工和志愿者服务独居老人、留守儿童和困难家庭。",
        "new",
    ),
)
