"""附件2《党员公开承诺书》: what goes in its boxes (C40). Layout: pledges.typ, member_pledge.docx."""

from dataclasses import dataclass
from typing import ClassVar

from jiannuo.papers.copies import Copy


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberPledge:
    """One copy. The box names are the form's own words."""

    标题: str
    姓名: str
    性别: str = ""
    年龄: str = ""
    入党年月: str = ""
    单位及职务: str = ""
    共性承诺: str = ""
    岗位承诺: str = ""
    实事承诺: str = ""
    党支部审定意见: str = ""
    copy: Copy = Copy.ARCHIVE
    remarks: tuple[str, ...] = ()
    code: str = ""
    link: str = ""

    kind: ClassVar[str] = "member"
    boxes: ClassVar[tuple[str, ...]] = (
        "姓名",
        "性别",
        "年龄",
        "入党年月",
        "单位及职务",
        "共性承诺",
        "岗位承诺",
        "实事承诺",
        "党支部审定意见",
    )
    large: ClassVar[tuple[str, ...]] = boxes[5:8]
    holders: ClassVar[dict[Copy, str]] = {
        Copy.SELF: "第一份　本人存",
        Copy.ARCHIVE: "第二份　党组织存",
        Copy.DISPLAY: "第三份　公示",
    }
    notes: ClassVar[tuple[str, ...]] = (
        "1、若表中空格不够，可另附页；",
        "2、本承诺书一式三份，本人存一份，党组织存一份，公示一份。",
    )

    @property
    def subject(self) -> str:
        return self.姓名
