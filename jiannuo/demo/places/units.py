"""Schools, hospitals, agencies and firms under the county."""

from jiannuo.demo.places.place import Place, branch
from jiannuo.orgs.models import OrgClass, OrgKind

_C = OrgClass
EDUCATION = (
    Place(
        "CN0401",
        "中共楚宁县第一高级中学总支部委员会",
        "县一中党总支",
        OrgKind.GENERAL_BRANCH,
        _C.SCHOOL,
        sector="education",
        duty="办好学校、管好教学，抓师德师风和学生安全。",
        children=(
            branch(
                "CN040101",
                "中共楚宁县第一高级中学高三年级支部委员会",
                "县一中高三支部",
                _C.SCHOOL,
                6,
                "组织高三教学和毕业年级学生工作。",
                "education",
            ),
            branch(
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
    branch(
        "CN0402",
        "中共楚宁县实验小学支部委员会",
        "实验小学支部",
        _C.SCHOOL,
        7,
        "组织教学教研，关心留守儿童，联系家长。",
        "education",
    ),
    branch(
        "CN0403",
        "中共楚宁职业技术学院机电系支部委员会",
        "职院机电系支部",
        _C.UNIVERSITY,
        6,
        "组织机电专业教学、实训和学生就业服务。",
        "education",
    ),
)
HEALTH = (
    branch(
        "CN0501",
        "中共楚宁县人民医院内科支部委员会",
        "县医院内科支部",
        _C.HOSPITAL,
        6,
        "做好内科医疗护理，改进服务，廉洁行医。",
        "health",
    ),
    branch(
        "CN0502",
        "中共望河镇卫生院支部委员会",
        "望河卫生院支部",
        _C.HOSPITAL,
        5,
        "承担全镇基本医疗和公共卫生服务。",
        "health",
    ),
)
AGENCIES = (
    branch(
        "CN0601", "中共楚宁县发展和改革局支部委员会", "县发改局支部", _C.AGENCY, 6, "编制规划计划，审批项目，管理价格。"
    ),
    branch(
        "CN0602",
        "中共楚宁县公安局交通警察大队支部委员会",
        "县交警大队支部",
        _C.AGENCY,
        6,
        "管理道路交通，预防和处理事故，办理车驾管业务。",
    ),
)
FIRMS = (
    branch(
        "CN0701",
        "中共楚宁县自来水公司支部委员会",
        "县自来水公司支部",
        _C.STATE_FIRM,
        6,
        "保障县城供水和水质，抢修管网，服务用户。",
        "enterprise",
    ),
)
