"""Promises in the manner of the samples, per class, as people write them, mess included. {10-20}: a number to draw."""

import random
import re
from dataclasses import dataclass

from jiannuo.orgs.models import OrgClass


@dataclass(frozen=True, slots=True)
class Text:
    """What is typed into the boxes; "" leaves a box empty."""

    common: str = ""
    post: str = ""
    deed: str = ""
    goal: str = ""

    def boxes(self, dice: random.Random) -> dict[str, str]:
        """{kind: text} of the boxes that are not empty, with the numbers drawn."""
        named = {"goal": self.goal, "common": self.common, "post": self.post, "deed": self.deed}
        return {kind: drawn(text, dice) for kind, text in named.items() if text}


_RANGE = re.compile(r"\{(\d+)-(\d+)\}")


def drawn(text: str, dice: random.Random) -> str:
    """The text with its numbers drawn."""
    return _RANGE.sub(lambda m: str(dice.randint(int(m[1]), int(m[2]))), text)


_C = OrgClass
ORGANISATIONS: dict[OrgClass, list[Text]] = {
    _C.RURAL: [
        Text(
            goal="1、三年内人均纯收入由6200元增至9000元。\n2、年底前建成县级文明村。",
            common="带头遵守党纪国法，村务、财务每季度公开一次，不吃拿卡要。",
            post="1、上半年完成村集体茶园改造120亩；\n2、每月召开支部党员大会1次；\n3、全年调处矛盾纠纷不少于20起，调处率达到95%以上。",
            deed="一是9月底前硬化通组公路2.6公里；二是年内新建安全饮水点3处，解决410人吃水困难；三是10月底前安装太阳能路灯36盏。",
        ),
        Text(
            goal="全年村集体经济收入增长10%。",
            common="全体班子成员廉洁自律，接受群众监督。",
            post="（一）6月底前完成低压线路改造4公里；（二）全年培训种植养殖技术4期，每期不少于40人次。",
            deed="①年底前为12户困难群众修缮住房；②每季度组织义诊1次;③清淤灌渠3公里。",
        ),
    ],
    _C.COMMUNITY: [
        Text(
            goal="居民对社区服务的满意率达到90%以上。",
            common="坚持民主集中制，重大事项开会商量、张榜公布。",
            post="1.每周走访居民不少于15户。2.每月更新公示栏1次。3.全年化解邻里纠纷30件以上。",
            deed="1、8月底前改造老旧院落下水管网2处；2、年内开办老年人日间照料室1间；3、每逢节假日看望独居老人。",
        )
    ],
    _C.AGENCY: [
        Text(
            goal="全年群众有效投诉少于5件，处理率100%。",
            common="严格执行首问负责、限时办结、责任追究三项制度。",
            post="一、审批事项办理时限比法定时限压缩30%；二、每周一为企业服务日；三、年内完成重点项目资料审查不少于60个。",
            deed="年内结对共建社区1个，办实事一至两件；每季度下基层现场办公1次。",
        )
    ],
    _C.STATE_FIRM: [
        Text(
            goal="管网漏损率由18%降至14%；全年安全责任事故为零。",
            common="遵守职业道德，收费公开透明。",
            post="1、水质综合合格率不低于99%。2、接到报修后2小时内到达现场。",
            deed="11月底前完成老城区供水管网改造5公里，惠及居民1300户。",
        )
    ],
    _C.UNIVERSITY: [
        Text(
            goal="毕业生初次就业率达到92%以上。",
            common="严守师德，廉洁从教。",
            post="1、全年新建校企合作实训点3个；2、每月听课评课2次。",
            deed="年内为贫困学生落实勤工助学岗位40个。",
        )
    ],
    _C.SCHOOL: [
        Text(
            goal="学生和家长满意率90%以上，校园安全责任事故为零。",
            common="不体罚学生，不乱收费，不搞有偿家教。",
            post="1、每学期家访每班不少于20户；2、每周开展集体备课1次；3、全年开展安全演练4次。",
            deed="9月1日前建好留守儿童亲情活动室1间，结对帮扶留守儿童60名。",
        )
    ],
    _C.HOSPITAL: [
        Text(
            goal="患者满意率≥92%，有效投诉<8件。",
            common="依法廉洁行医，不收红包，不以医谋私。",
            post="一是优化流程，门诊候诊时间缩短到30分钟以内；二是抗菌药物使用率控制在40%以下；三是每季度公布一次收费项目。",
            deed="全年组织下乡义诊12次，为65岁以上老人免费体检2000人次。",
        )
    ],
    _C.PRIVATE_FIRM: [
        Text(
            goal="带动茶农户均增收800元。",
            common="守法经营，诚信纳税，按时足额发放职工工资。",
            post="上半年完成生产线改造1条;全年开展岗位练兵3次",
            deed="年内为周边村提供就业岗位50个，免费培训茶农300人次。",
        )
    ],
    _C.SOCIAL: [
        Text(
            goal="全年服务困难家庭不少于150户。",
            common="资金使用按季度公开，接受捐赠人监督。",
            post="每月开展志愿者培训1次；建立服务档案，回访率100%。",
            deed="每周为20名独居老人送餐2次；暑假期间开办留守儿童课堂30天。",
        )
    ],
}
MEMBERS: dict[OrgClass, list[Text]] = {
    _C.RURAL: [
        Text(
            common="遵纪守法，不参与赌博，不大操大办。",
            post="每月向村支部反映村民意见不少于2条。",
            deed="每月为村里水泥路洒水2次，包干门前{48-121}米保洁。",
        ),
        Text(
            common="带头学习宣传政策。",
            post="示范种植优质稻{9-23}亩，年底前带动{3-10}户。",
            deed="农忙时帮2户缺劳力的困难户收割。",
        ),
        Text(
            post="我是护林员，每天巡山一次，全年不发生一起山火。",
            deed="1、年内义务修剪路边树木{120-301}株；2、给五保户孙大爷挑水送柴，每周两次",
        ),
        Text(
            common="按时交纳党费，参加组织生活",
            post="调解本组纠纷，小事不出组。",
            deed="上半年帮乡亲卖脐橙3万斤,下半年帮销茶叶{300-751}斤。",
        ),
        Text(
            post="科技示范岗：传授养猪防疫技术，全年讲课不少于{2-7}次", deed="今年带{2-5}户养猪，每户增收2000元以上。"
        ),
        Text(
            common="不吃拿卡要，办事公道。",
            post="一是管好集体账目，每季度公开一次；二是上半年完成机耕路维修1.{3-8}公里。",
            deed="年底前争取资金修建文化广场1个。",
        ),
        Text(deed="家里有台三轮车，每月逢场天接送组里的老人赶集看病。"),
        Text(deed="定期给独居老人打扫卫生"),
    ],
    _C.COMMUNITY: [
        Text(
            common="文明礼让，带头不占消防通道。",
            post="每周走访网格内居民{6-16}户，做好记录。",
            deed="退休水电工，随叫随到给小区居民义务维修。",
        ),
        Text(
            common="自觉遵守社区公约。",
            post="每天早晚在校门口义务护学。",
            deed="每月组织一次旧物交换，帮{2-5}户低保家庭。",
        ),
        Text(post="讲解医保政策，全年不少于{3-10}场。", deed="长期照看楼上两位独居老人，每天敲门问候一次。"),
    ],
    _C.AGENCY: [
        Text(
            common="遵守八小时工作制和廉政规定，不收礼、不吃请。",
            post="窗口业务当日受理当日办结，差错率低于1%。",
            deed="结对帮扶困难户1户，每季度上门1次。",
        ),
        Text(
            common="加强学习，每周自学不少于3小时。",
            post="{3-8}个工作日内完成项目初审，比规定时限缩短一半。",
            deed="年内为企业办实事2件。",
        ),
    ],
    _C.STATE_FIRM: [
        Text(
            common="安全操作，遵守劳动纪律。",
            post="每天巡查管线{4-13}公里，接报修2小时内到场。",
            deed="义务为孤寡老人更换水龙头，全年不少于{18-46}个。",
        ),
        Text(post="每日检测水样{2-5}次，数据公开。", deed="每季度进社区讲一次节水知识。"),
    ],
    _C.UNIVERSITY: [
        Text(
            common="严谨治学，带好学风。",
            post="全年指导学生技能竞赛不少于2项，推荐就业30人。",
            deed="资助贫困生1名，每学期1000元。",
        ),
    ],
    _C.SCHOOL: [
        Text(
            common="为人师表，不搞有偿家教。",
            post="本学期末班级及格率提高{3-8}个百分点；每月家访{4-13}户。",
            deed="结对辅导留守儿童{2-5}名，每周补课1次。",
        ),
        Text(
            common="廉洁从教。",
            post="每周检查食堂、宿舍安全2次，全年责任事故为零。",
            deed="10月底前修好操场照明灯{7-19}盏。",
        ),
        Text(post="作业全批全改，耐心辅导学困生{3-8}名。", deed="义务为山区学校送教{2-7}次。"),
    ],
    _C.HOSPITAL: [
        Text(
            common="不收红包，合理检查、合理用药。",
            post="门诊病历书写合格率达98%以上；首诊负责，不推诿病人。",
            deed="每月到村卫生室坐诊1天。",
        ),
        Text(
            common="文明用语，微笑服务。",
            post="慢性病随访每季度1次，规范管理率90%以上。",
            deed="为村内70岁以上老人上门量血压，全年不少于{120-301}人次。",
        ),
    ],
    _C.PRIVATE_FIRM: [
        Text(common="诚实守信。", post="产品一次检验合格率不低于98%。", deed="带徒弟2名，年内出师。"),
    ],
    _C.SOCIAL: [
        Text(
            common="保守服务对象隐私。",
            post="每周入户探访{3-10}户，当天录好记录。",
            deed="周末为留守儿童办故事会，每月2场。",
        ),
    ],
}
WISHES = [
    ("村口到三组的路一下雨就没法走，盼着早点硬化。", "入户走访"),
    ("夜里湾子里没有路灯，老人孩子出门不方便。", "意见箱"),
    ("旱季吃水要到山脚挑，希望能通自来水。", "村民代表座谈会"),
]
