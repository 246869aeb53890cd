"""专题组织生活会记录 as .docx, ready to sign (C25, C26): A4, margins and faces of GB/T 9704."""

import io

from docx import Document
from docx.document import Document as Paper
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from jiannuo.appraisal.minutes import Found, Minutes, Told, of_one

BODY, TITLE, HEADING, PART = "仿宋", "宋体", "黑体", "楷体"
SIGNATURES = ("主持人（签名）：", "记录人（签名）：")


def render(minutes: Minutes) -> bytes:
    """The file. Edited minutes stand as they were written, between the head and the signatures."""
    paper = _blank()
    _head(paper, minutes)
    if minutes.edited:
        for line in minutes.edited.split("\n"):
            _line(paper, line)
    else:
        _reports(paper, minutes)
        _mutual(paper, minutes)
        _findings(paper, minutes)
    _foot(paper)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _blank() -> Paper:
    paper = Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.left_margin = Mm(37), Mm(28)
    section.bottom_margin, section.right_margin = Mm(35), Mm(26)
    style = paper.styles["Normal"]
    if isinstance(style, ParagraphStyle):
        style.font.name, style.font.size = BODY, Pt(16)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), BODY)
        style.paragraph_format.line_spacing = Pt(28)
        style.paragraph_format.space_after = Pt(0)
    return paper


def _line(paper: Paper, text: str, *, face: str = "", bold: bool = False, indent: bool = True) -> Paragraph:
    line = paper.add_paragraph()
    run = line.add_run(text)
    run.bold = bold
    if face:
        run.font.name = face
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)  # noqa: SLF001  python-docx has no name for it
    line.paragraph_format.keep_with_next = face in {HEADING, PART}
    if indent:
        line.paragraph_format.first_line_indent = Pt(32)
    return line


def _head(paper: Paper, minutes: Minutes) -> None:
    title = _line(paper, f"{minutes.title}记录", face=TITLE, bold=True, indent=False)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.runs[0].font.size = Pt(22)
    under = _line(paper, f"{minutes.branch}　{minutes.period}", face=PART, indent=False)
    under.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _line(paper, "", indent=False)
    facts = (
        ("时间", minutes.held_at),
        ("地点", minutes.place),
        ("主持人", minutes.chair),
        ("记录人", minutes.recorder),
    )
    for label, words in facts:
        _line(paper, f"{label}：{words}")
    for label, names in (("到会", minutes.present), ("请假", minutes.excused), ("缺席", minutes.absent)):
        if names:
            _line(paper, f"{label}{len(names)}人：{'、'.join(names)}")


def _reports(paper: Paper, minutes: Minutes) -> None:
    _line(paper, "一、党员述职", face=HEADING)
    for number, told in enumerate(minutes.reports, start=1):
        _told(paper, number, told)
    if minutes.silent:
        _line(paper, f"未述职：{'、'.join(minutes.silent)}。")


def _told(paper: Paper, number: int, told: Told) -> None:
    _line(paper, f"（{number}）{told.name}（{told.way}）", face=PART)
    for promise, words in told.lines:
        _line(paper, f"承诺：{promise}。述职：{words.rstrip('。')}。")
    if told.other:
        _line(paper, told.other)


def _mutual(paper: Paper, minutes: Minutes) -> None:
    """C26: that it was held; no results."""
    if minutes.mutual:
        _line(paper, "二、党员互评", face=HEADING)
        _line(paper, minutes.mutual)


def _findings(paper: Paper, minutes: Minutes) -> None:
    _line(paper, "三、支部讲评" if minutes.mutual else "二、支部讲评", face=HEADING)
    for number, found in enumerate(minutes.findings, start=1):
        _found(paper, number, found)
    if minutes.overall:
        _line(paper, "总体讲评", face=PART)
        for line in minutes.overall.split("\n"):
            _line(paper, line)


def _found(paper: Paper, number: int, found: Found) -> None:
    _line(paper, f"（{number}）{found.name}", face=PART)
    for promise, finding, words in found.lines:
        _line(paper, f"{promise}：{of_one(finding, words)}")
    if found.overall:
        _line(paper, found.overall)


def _foot(paper: Paper) -> None:
    _line(paper, "", indent=False)
    for label in SIGNATURES:
        line = _line(paper, f"{label}＿＿＿＿＿＿＿＿", indent=False)
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        line.paragraph_format.keep_with_next = label != SIGNATURES[-1]
    _line(paper, "年　　月　　日", indent=False).alignment = WD_ALIGN_PARAGRAPH.RIGHT
