"""Fields, buttons and the ways through a list."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.inclusion_tag("ui/components/field.html")
def field(*, field: BoundField, hint: str = "", limit: int = 0) -> dict[str, object]:
    """Label, hint, error and box in this order. `limit` counts characters while typing."""
    described = [f"{field.auto_id}_hint"] if hint else []
    described += [f"{field.auto_id}_helptext"] if field.help_text else []
    described += [f"{field.auto_id}_error"] if field.errors else []
    attrs: dict[str, Any] = {"aria-describedby": " ".join(described)} if described else {}
    if limit:
        attrs["data-count"] = str(limit)
    return {"field": field, "hint": hint, "limit": limit, "box": field.as_widget(attrs=attrs)}


@register.simple_tag
def options(*, of: Iterable[tuple[object, object]], chosen: object = "") -> SafeString:
    """The choices (value, words) of a select; a hundred of them cost no more than one."""
    marks = {str(chosen): SafeString(" selected")}
    rows = ((value, marks.get(str(value), ""), words) for value, words in of)
    return format_html_join("", '<option value="{}"{}>{}</option>', rows)


@register.inclusion_tag("ui/components/error_summary.html")
def error_summary(*, form: BaseForm) -> dict[str, object]:
    """What must be mended before this can go on, each line leading to its box."""
    lines = [(bound.id_for_label, bound.label, error) for bound in form if bound.errors for error in bound.errors]
    return {"lines": lines, "others": form.non_field_errors()}


@register.inclusion_tag("ui/components/button.html")
def button(
    *,
    label: str,
    why_not: str = "",
    tone: str = "plain",
    name: str = "",
    value: str = "",
    key: str = "",
    drawing: str = "",
) -> dict[str, str]:
    """A submit button; greyed with its reason when `why_not` says something. Tones: primary, plain, quiet."""
    return {
        "label": label,
        "why_not": why_not,
        "tone": tone,
        "name": name,
        "value": value,
        "key": key,
        "drawing": drawing,
    }


@register.inclusion_tag("ui/components/link_button.html")
def link_button(
    *, url: str, label: str, why_not: str = "", tone: str = "plain", drawing: str = "", key: str = ""
) -> dict[str, str]:
    """A link that looks like a button; greyed with its reason when `why_not` says something."""
    return {"url": url, "label": label, "why_not": why_not, "tone": tone, "drawing": drawing, "key": key}


@register.inclusion_tag("ui/components/step.html", takes_context=True)
def step(
    context: Context,
    *,
    url: str,
    label: str,
    why_not: str = "",
    tone: str = "plain",
    name: str = "",
    value: str = "",
    key: str = "",
) -> dict[str, object]:
    """One move as its own small form (POST, once): the policy's `why_not` greys it and is shown beside it."""
    return {
        "csrf_token": context.get("csrf_token"),
        "url": url,
        "label": label,
        "why_not": why_not,
        "tone": tone,
        "name": name,
        "value": value,
        "key": key,
    }


@register.simple_block_tag(takes_context=True)
def filters(context: Context, content: str, *, label: str = "筛选") -> SafeString:
    """A bar of fields above a list (GET); the address keeps what was chosen."""
    request = context.get("request")
    shown = {
        "content": content,
        "label": label,
        "is_used": bool(request and request.GET),
        "path": request.path if request else "",
    }
    return render_to_string("ui/components/filters.html", shown)


@register.inclusion_tag("ui/components/pager.html", takes_context=True)
def pager(context: Context, *, page: Page[Any]) -> dict[str, object]:
    """Back and forward through a list; the other parts of the address stay."""
    return {"request": context.get("request"), "page": page}
