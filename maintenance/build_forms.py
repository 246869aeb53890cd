"""Build the Word templates of 附件1 and 附件2 (C39, C40). Staff may edit them in Word or WPS; then do not run this.

.venv/bin/python maintenance/build_forms.py
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from docx.document import Document as Paper
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

TARGET = Path(__file__).resolve().parent.parent / "jiannuo" / "papers"
BODY, TITLE, HEADING = "仿宋_GB2312", "方正小标宋简体", "黑体"
CENTER, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
ORG_COLUMNS = (10, 24, 122)
MEMBER_COLUMNS = (10, 8, 16, 16, 13, 12, 3, 10, 12, 22, 34)


@dataclass(frozen=True, slots=True)
class Look:
    """One paragraph style."""

    name: str
    font: str
    size: float
    align: WD_ALIGN_PARAGRAPH | None = None
    line: float = 0  # exact line height in points; 0: single
    indent: float = 0  # of the first line, in points
    after: float = 0
    new_page: bool = False


LOOKS = (
    Look("份", HEADING, 12, align=RIGHT, line=16, new_page=True),
    Look("表题", TITLE, 22, align=CENTER, line=32, after=10),
    Look("栏目", BODY, 14, align=CENTER, line=20),
    Look("填写", BODY, 14, line=20),
    Look("承诺", BODY, 14, line=22, indent=28),
    Look("签署", BODY, 14, line=20),
    Look("表注", BODY, 12, line=17),
    Look("附页题", HEADING, 16, align=CENTER, line=28, new_page=True),
    Look("附页栏", HEADING, 14, line=26),
    Look("附页文", BODY, 14, line=25, indent=28),
    Look("核验", BODY, 10, line=14),
    Look("分节", BODY, 1, line=1),
)


def new_paper() -> Paper:
    """A4 with the margins of GB/T 9704 and the styles of the forms."""
    paper = Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(9)
    paper.core_properties.author = paper.core_properties.comments = ""
    paper.core_properties.title = "公开承诺书"
    for lang in paper.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:eastAsia"), "zh-CN")
    for look in LOOKS:
        add_style(paper, look)
    for paragraph in paper.paragraphs:
        remove(paragraph)
    return paper


def remove(paragraph: Paragraph) -> None:
    element = paragraph._element  # noqa: SLF001 - the library has no public way to take a paragraph out
    element.getparent().remove(element)


def add_style(paper: Paper, look: Look) -> None:
    style = paper.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = paper.styles["Normal"]
    style.font.name, style.font.size = look.font, Pt(look.size)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), look.font)
    shape = style.paragraph_format
    shape.alignment, shape.page_break_before = look.align, look.new_page
    shape.space_before, shape.space_after = Pt(0), Pt(look.after)
    shape.first_line_indent = Pt(look.indent)
    if look.line:
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(look.line)


def new_table(paper: Paper, columns: tuple[int, ...], heights: tuple[int, ...]) -> Table:
    table = paper.add_table(rows=len(heights), cols=len(columns), style="Table Grid")
    table.autofit, table.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, columns, strict=True):
        column.width = Mm(width)
    for row, height in zip(table.rows, heights, strict=True):
        row.height, row.height_rule = Mm(height), WD_ROW_HEIGHT_RULE.AT_LEAST
    return table


def set_widths(table: Table, columns: tuple[int, ...]) -> None:
    """Word goes by the width of each cell, not by the grid's: the sum of the columns that it spans."""
    for row in table.rows:
        at = 0
        for cell in row._tr.tc_lst:  # noqa: SLF001 - each cell once, however wide
            cell.width = Mm(sum(columns[at : at + cell.grid_span]))
            at += cell.grid_span


def box(table: Table, row: int, first: int, last: int, *, down: int = 0) -> _Cell:
    """The cell that spans these columns (and rows), merged as on the form."""
    cell = table.cell(row, first).merge(table.cell(row + down, last))
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    return cell


def write(cell: _Cell, style: str, *lines: str, align: WD_ALIGN_PARAGRAPH | None = None) -> None:
    """Lines into the cell, each its own paragraph."""
    paragraphs = [cell.paragraphs[0], *(cell.add_paragraph() for _ in lines[1:])]
    for paragraph, line in zip(paragraphs, lines, strict=True):
        paragraph.text, paragraph.style = line, style
        if align is not None:
            paragraph.alignment = align


def fill(cell: _Cell, name: str) -> None:
    """A large box: one paragraph for each line of what is promised."""
    write(cell, "承诺", f"{{%p for 段 in 份.{name} %}}", "{{ 段 }}", "{%p endfor %}")


def sign(cell: _Cell, head: str, seal: str, said: str = "") -> None:
    """Blank for the signature and the seal; the date by hand."""
    write(cell, "签署", head, said, "", seal, "年　　月　　日")
    for paragraph, indent in zip(cell.paragraphs[3:], (42, 10), strict=True):
        paragraph.alignment, paragraph.paragraph_format.right_indent = RIGHT, Pt(indent)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.TOP
    cell.paragraphs[0].paragraph_format.space_before = Pt(6)


def organisation_table(paper: Paper) -> None:
    table = new_table(paper, ORG_COLUMNS, (16, 27, 27, 27, 27, 40))
    write(box(table, 0, 0, 1), "栏目", "名　称")
    write(box(table, 0, 2, 2), "填写", "{{ 份.名称 }}")
    write(box(table, 1, 0, 1), "栏目", *"创建目标")
    fill(box(table, 1, 2, 2), "创建目标")
    write(box(table, 2, 0, 0, down=2), "栏目", *"承诺内容")
    for row, name in enumerate(("共性承诺", "履职承诺", "实事承诺"), start=2):
        write(box(table, row, 1, 1), "栏目", name)
        fill(box(table, row, 2, 2), name)
    sign(box(table, 5, 0, 2), "党组织书记（签名）：", "（党组织盖章）")


def member_table(paper: Paper) -> None:
    table = new_table(paper, MEMBER_COLUMNS, (13, 13, 36, 36, 36, 40))
    heads = (("姓　名", 0, 1, "姓名", 2, 3), ("性别", 4, 4, "性别", 5, 5), ("年龄", 6, 7, "年龄", 8, 8))
    for caption, first, last, name, start, end in (*heads, ("入党年月", 9, 9, "入党年月", 10, 10)):
        write(box(table, 0, first, last), "栏目", caption)
        write(box(table, 0, start, end), "填写", f"{{{{ 份.{name} }}}}", align=CENTER)
    write(box(table, 1, 0, 2), "栏目", "单位及职务")
    write(box(table, 1, 3, 10), "填写", "{{ 份.单位及职务 }}")
    write(box(table, 2, 0, 0, down=2), "栏目", *"承诺内容")
    for row, name in enumerate(("共性承诺", "岗位承诺", "实事承诺"), start=2):
        write(box(table, row, 1, 2), "栏目", name)
        fill(box(table, row, 3, 10), name)
    sign(box(table, 5, 0, 6), "承诺人（签名）：", "")
    sign(box(table, 5, 7, 10), "党支部审定意见：", "（盖章）", "{{ 份.党支部审定意见 }}")


def narrow_captions(table: Table) -> None:
    """Less room beside the captions, so that four characters stand on one line."""
    for cell in table._element.iter(qn("w:tc")):  # noqa: SLF001 - merged cells only once
        styles = {style.get(qn("w:val")) for style in cell.iter(qn("w:pStyle"))}
        caption_styles = {table.part.document.styles["栏目"].style_id}
        if styles == caption_styles:
            margins = cell.get_or_add_tcPr().makeelement(qn("w:tcMar"), {})
            for side in ("left", "right"):
                margins.append(margins.makeelement(qn(f"w:{side}"), {qn("w:w"): "20", qn("w:type"): "dxa"}))
            properties = cell.tcPr
            properties.insert_element_before(margins, "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark")


def add_line(paper: Paper, style: str, text: str) -> Paragraph:
    return paper.add_paragraph(text, style=style)


def footer(paper: Paper) -> None:
    """The verification code: one pledge in one file, so all its copies carry the same."""
    part = paper.sections[0].footer
    table = part.add_table(rows=1, cols=2, width=Mm(156))
    table.autofit = False
    for column, width in zip(table.columns, (23, 133), strict=True):
        column.width = Mm(width)
        column.cells[0].width = Mm(width)
        column.cells[0].vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    picture, words = table.rows[0].cells
    picture.paragraphs[0].text = "{{ 核验图 }}"
    write(words, "核验", "{{ 核验码 }}", "{{ 核验说明 }}")
    remove(part.paragraphs[0])
    page_number(part.add_paragraph(style="核验"))


def page_number(line: Paragraph) -> None:
    """第1页, as on the PDF: counted anew on each copy (see `copy_ends`)."""
    line.alignment = RIGHT
    line.add_run("第")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    shown = OxmlElement("w:r")
    shown.text = "1"
    field.append(shown)
    line._element.append(field)  # noqa: SLF001 - the library has no fields
    line.add_run("页")


def copy_ends(paper: Paper) -> None:
    """Each copy is a section of its own with the same page and foot, so that its pages begin at 1."""
    body = paper.sections[0]._sectPr  # noqa: SLF001 - nor anything for the numbers of pages
    numbers = OxmlElement("w:pgNumType")
    numbers.set(qn("w:start"), "1")
    body.insert_element_before(numbers, "w:cols", "w:formProt", "w:vAlign", "w:titlePg", "w:docGrid")
    add_line(paper, "表注", "{%p if not loop.last %}")
    add_line(paper, "分节", "")._element.get_or_add_pPr().append(deepcopy(body))  # noqa: SLF001
    add_line(paper, "表注", "{%p endif %}")


def build(name: str, columns: tuple[int, ...]) -> None:
    paper = new_paper()
    add_line(paper, "表注", "{%p for 份 in 份数 %}")
    add_line(paper, "份", "{{ 份.持有 }}")
    add_line(paper, "表题", "{{ 份.标题 }}")
    (organisation_table if columns == ORG_COLUMNS else member_table)(paper)
    set_widths(paper.tables[0], columns)
    narrow_captions(paper.tables[0])
    for line in ("{%p for 段 in 份.注 %}", "{{ 段 }}", "{%p endfor %}"):
        add_line(paper, "表注", line)
    add_line(paper, "表注", "{%p if 份.附页 %}")
    add_line(paper, "附页题", "附　页")
    add_line(paper, "表注", "（{{ 份.标题 }}　{{ 份.主体 }}　{{ 份.持有 }}）").alignment = CENTER
    add_line(paper, "表注", "{%p for 栏 in 份.附页 %}")
    add_line(paper, "附页栏", "{{ 栏.名称 }}")
    for line in (
        "{%p for 段 in 栏.内容 %}",
        "{{ 段 }}",
        "{%p endfor %}",
        "{%p endfor %}",
        "{%p endif %}",
    ):
        add_line(paper, "附页文", line)
    footer(paper)
    copy_ends(paper)
    add_line(paper, "表注", "{%p endfor %}")
    paper.save(str(TARGET / name))


if __name__ == "__main__":
    build("org_pledge.docx", ORG_COLUMNS)
    build("member_pledge.docx", MEMBER_COLUMNS)
