"""附件1 and 附件2 as .docx (C39–C41): the copies of one pledge in one file, from a template that staff may edit."""

import io
from collections.abc import Sequence
from functools import lru_cache
from math import ceil
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import segno
from django.conf import settings
from docx.opc.exceptions import PackageNotFoundError
from docx.shared import Mm, Pt
from docxtpl import DocxTemplate, InlineImage
from jinja2.exceptions import TemplateError
from jinja2.sandbox import SandboxedEnvironment

from jiannuo.base.errors import Refusal
from jiannuo.papers.copies import CODE_TELLS
from jiannuo.papers.fitting import Fit, fit, units
from jiannuo.papers.form import Form
from jiannuo.papers.legible import tidy

SHIPPED = Path(__file__).parent
TEMPLATES = {"organisation": "org_pledge.docx", "member": "member_pledge.docx"}
FIRST_BOX_ROW = {"organisation": 1, "member": 2}
ROOM_PT = {"organisation": 345.0, "member": 322.0}  # left for the large boxes on an A4 page of these margins
REMARK_PT, REMARK_UNITS = 17.0, 34  # height and length of a line under the form
MOST = {"姓名": 16, "名称": 56, "单位及职务": 56, "党支部审定意见": 30}  # characters that a small box takes
MOST_OTHERS = 8


def render(forms: Sequence[Form]) -> bytes:
    """The file. The forms are copies of one pledge: they share its verification code."""
    file = template_file(forms[0].kind)
    try:
        return _filled(DocxTemplate(file), forms)
    except (TemplateError, PackageNotFoundError, BadZipFile, KeyError, SyntaxError) as error:
        if file.parent == SHIPPED:
            raise
        raise Refusal(f"本单位的 Word 模板 {file.name} 有误（{error}），请系统管理员改正或移走后再下载。") from error


def template_file(kind: str) -> Path:
    """The template that staff put into the data folder, else ours."""
    own = Path(settings.DATA_DIR) / "forms" / TEMPLATES[kind]
    return own if own.is_file() else SHIPPED / TEMPLATES[kind]


def _filled(template: DocxTemplate, forms: Sequence[Form]) -> bytes:
    first = forms[0]
    fits = [_fit(form) for form in forms]
    context = {
        "份数": [_sheet(form, fitted) for form, fitted in zip(forms, fits, strict=True)],
        "核验码": f"核验码：{first.code}" if first.code else "",
        "核验说明": CODE_TELLS if first.code else "",
        "核验图": InlineImage(template, io.BytesIO(_qr_png(first.link)), width=Mm(19)) if first.link else "",
    }
    template.render(context, SandboxedEnvironment(autoescape=True))
    _stretch(template, first.kind, fits)
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()


def _lines(text: str) -> list[str]:
    return tidy(text).split("\n")


def _fit(form: Form) -> Fit:
    remarks = sum(ceil((units(remark) + 2) / REMARK_UNITS) for remark in form.remarks)
    room = ROOM_PT[form.kind] - REMARK_PT * remarks
    return fit({name: _lines(getattr(form, name)) for name in form.large}, room)


def _sheet(form: Form, fitted: Fit) -> dict[str, Any]:
    """One copy as the template takes it."""
    boxes = {name: _lines(getattr(form, name)) for name in form.boxes}
    small = {name: " ".join(boxes[name]) for name in form.boxes if name not in form.large}
    too_long = [name for name, text in small.items() if units(text) > MOST.get(name, MOST_OTHERS)]
    away = [name for name in form.boxes if name in fitted.away or name in too_long]
    large = {name: [f"（内容较多，见附页“{name}”）"] if name in away else boxes[name] for name in form.large}
    return {
        **{name: "见附页" if name in away else text for name, text in small.items()},
        **large,
        "标题": tidy(form.标题),
        "持有": form.holders[form.copy],
        "主体": " ".join(boxes[form.boxes[0]])[:40],
        "注": _notes(form),
        "附页": [{"名称": name, "内容": boxes[name]} for name in away],
    }


def _notes(form: Form) -> list[str]:
    """「注：」 stands before the first; the others are moved in under it."""
    first, *others = [*form.notes, *(" ".join(_lines(remark)) for remark in form.remarks)]
    return [f"注：{first}", *(f"　　{note}" for note in others)]


def _stretch(template: DocxTemplate, kind: str, fits: list[Fit]) -> None:
    """Give each copy's boxes their heights, and the boxes' style the size of letters that all copies can bear."""
    first = FIRST_BOX_ROW[kind]
    forms = [table for table in template.docx.tables if len(table.rows) >= first + len(fits[0].heights)]
    for table, fitted in zip(forms, fits, strict=False):
        for row, height in enumerate(fitted.heights.values(), start=first):
            table.rows[row].height = Pt(height)
    style = template.docx.styles["承诺"]
    style.font.size = Pt(min(fitted.size for fitted in fits))
    style.paragraph_format.line_spacing = Pt(min(fitted.line for fitted in fits))
    style.paragraph_format.first_line_indent = Pt(2 * style.font.size.pt)


@lru_cache(maxsize=64)
def _qr_png(link: str) -> bytes:
    out = io.BytesIO()
    segno.make(link, error="m", micro=False).save(out, kind="png", border=0, scale=6)
    return out.getvalue()
