"""What the demo county and its first town say to the classes below them (C4)."""

from jiannuo.orgs.models import OrgClass
from jiannuo.rounds.actions import Words
from jiannuo.rounds.models import Subject

# (code of the body, class, subject, words)
GUIDANCE: tuple[tuple[str, OrgClass, Subject, Words], ...] = (
    (
        "CN",
        OrgClass.RURAL,
        Subject.MEMBER,
        Words(
            "结合春耕备耕和村里当前要办的事来写。写自己办得到的，不写大话；写清给谁办、办多少、几时办完。",
            ["一两件就够，贵在办成", "困难群众只写户数和情况，不写姓名"],
            [
                {"kind": "post", "text": "管好本组提灌站，抗旱时24小时内到场。"},
                {"kind": "post", "text": "每月入户宣讲惠农政策一次，全年不少于40户。"},
                {"kind": "deed", "text": "清明前义务清理二组河沟300米。"},
                {"kind": "deed", "text": "农忙时帮2户缺劳力的人家各插秧1天。"},
            ],
        ),
    ),
    (
        "CN",
        OrgClass.SCHOOL,
        Subject.MEMBER,
        Words(
            "围绕课堂、学生和家长来写，把师德要求写成看得见的行动。",
            ["写明哪个班、多少学生"],
            [{"kind": "post", "text": "每周批改作文两次，每名学生每月面批一次。"}],
        ),
    ),
    (
        "CN01",
        OrgClass.RURAL,
        Subject.ORGANISATION,
        Words(
            "今年全镇先办路、水、灯三件事。各村从群众期盼里选，一村不超过五件。",
            ["每件都要有责任人和完成时限", "要上级出钱的，写清本村先做哪一步"],
            [
                {"kind": "goal", "text": "创一流服务：群众来访7天内答复，满意率不低于92%。"},
                {"kind": "deed", "text": "汛期前疏通村中主沟1.5公里。"},
            ],
        ),
    ),
)
