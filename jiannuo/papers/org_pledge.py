"""附件1《基层党组织公开承诺书》: what goes in its boxes (C39). Layout: pledges.typ, org_pledge.docx."""

from dataclasses import dataclass
from typing import ClassVar

from jiannuo.papers.copies import Copy


@dataclass(frozen=True, slots=True, kw_only=True)
class OrgPledge:
    """One copy. The box names are the form's own words; 附件1 prints 履职 where 附件2 prints 岗位."""

    标题: str
    名称: str
    创建目标: str = ""
    共性承诺: str = ""
    履职承诺: str = ""
    实事承诺: str = ""
    copy: Copy = Copy.ARCHIVE
    remarks: tuple[str, ...] = ()
    code: str = ""
    link: str = ""

    kind: ClassVar[str] = "organisation"
    boxes: ClassVar[tuple[str, ...]] = ("名称", "创建目标", "共性承诺", "履职承诺", "实事承诺")
    large: ClassVar[tuple[str, ...]] = boxes[1:]
    holders: ClassVar[dict[Copy, str]] = {
        Copy.SELF: "第一份　本组织存",
        Copy.ARCHIVE: "第二份　上一级党组织存",
        Copy.DISPLAY: "第三份　公示",
    }
    notes: ClassVar[tuple[str, ...]] = (
        "1、若表中空格不够，可另附页；",
        "2、本承诺书一式三份，本组织存一份，上一级党组织存一份，公示一份。",
    )

    @property
    def subject(self) -> str:
        return self.名称
