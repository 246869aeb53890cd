"""Invented people: names, births and posts from a fixed seed, so that every demo county is the same."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from jiannuo.orgs.models import OrgClass, Sex

_SURNAMES = (
    "王李张刘陈杨黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶"
    "阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺"
    "赖龚文"
)
_MALE = [
    "建国",
    "志强",
    "德明",
    "大山",
    "永福",
    "光明",
    "国庆",
    "水生",
    "长江",
    "学军",
    "立新",
    "家旺",
    "春生",
    "文斌",
    "海涛",
    "振华",
    "正清",
    "青松",
    "守田",
    "运来",
    "兴华",
    "少平",
    "卫东",
    "远志",
    "宏图",
    "先进",
    "传喜",
    "宗友",
    "祥林",
    "本善",
]
_FEMALE = [
    "秀英",
    "桂兰",
    "玉梅",
    "春香",
    "腊梅",
    "红霞",
    "丽华",
    "晓燕",
    "菊香",
    "惠芳",
    "雪琴",
    "美玲",
    "小满",
    "金凤",
    "云霞",
    "翠萍",
    "冬梅",
    "佳慧",
    "淑珍",
    "海棠",
]
_POSTS: dict[OrgClass, list[tuple[str, str]]] = {
    OrgClass.RURAL: [
        ("村民", "政策宣传岗：向邻里讲解惠农政策，收集意见。"),
        ("村民小组长", "村情民意岗：收集本组村民意见，按时反映。"),
        ("种植大户", "科技示范岗：示范新品种新技术，带动周边农户。"),
        ("村民", "环境卫生岗：负责门前路段保洁和垃圾清运提醒。"),
        ("护林员", "治安维护岗：巡山护林，防火防盗。"),
        ("村民", "民事调解岗：调解邻里纠纷。"),
        ("养殖户", "科技示范岗：传授养殖防疫技术。"),
    ],
    OrgClass.COMMUNITY: [
        ("退休职工", "文明新风岗：劝导不文明行为，组织文体活动。"),
        ("网格员", "村情民意岗：每周走访网格内住户。"),
        ("个体工商户", "环境卫生岗：商铺门前三包。"),
        ("退休教师", "政策宣传岗：讲解社保、医保政策。"),
    ],
    OrgClass.AGENCY: [
        ("科员", "负责本窗口业务办理和咨询答复。"),
        ("股长", "负责本股室业务审核和限时办结。"),
        ("副主任科员", "负责项目资料审查和服务企业。"),
    ],
    OrgClass.STATE_FIRM: [
        ("管网维修工", "负责管网巡查和抢修。"),
        ("化验员", "负责水质检测。"),
        ("收费员", "负责抄表收费和用户咨询。"),
    ],
    OrgClass.UNIVERSITY: [("讲师", "承担专业课教学和实训指导。"), ("辅导员", "负责学生日常管理和就业服务。")],
    OrgClass.SCHOOL: [
        ("语文教师", "承担语文教学和班级管理。"),
        ("数学教师", "承担数学教学和学困生辅导。"),
        ("后勤管理员", "负责食堂、宿舍和水电安全。"),
    ],
    OrgClass.HOSPITAL: [
        ("主治医师", "负责病区诊疗和带教。"),
        ("护师", "负责病区护理和健康宣教。"),
        ("公共卫生医生", "负责慢性病随访和健康档案。"),
    ],
    OrgClass.PRIVATE_FIRM: [("车间主任", "负责生产安排和质量。"), ("茶艺师", "负责技术指导和培训。")],
    OrgClass.SOCIAL: [("社工", "负责入户服务和个案跟进。"), ("志愿者督导", "负责志愿者培训和活动组织。")],
}


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    sex: Sex
    born_on: date
    joined_on: date
    post: str
    duty: str


def people(org_class: OrgClass, *, seed: str = "2011") -> Iterator[Person]:
    """An endless row of different people for a class of organisation."""
    dice = random.Random(f"{seed}-{org_class}")  # noqa: S311 - a fixed demo, not a secret
    while True:
        sex = dice.choice([Sex.MALE, Sex.MALE, Sex.FEMALE])
        name = dice.choice(_SURNAMES) + dice.choice(_MALE if sex == Sex.MALE else _FEMALE)
        born = date(dice.randint(1946, 1996), dice.randint(1, 12), 1)
        joined = date(min(born.year + dice.randint(21, 38), 2020), 7, 1)
        post, duty = dice.choice(_POSTS[org_class])
        yield Person(name, sex, born, joined, post, duty)
