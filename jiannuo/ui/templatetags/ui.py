"""The components. A misspelt attribute fails to compile: every signature is keyword-only. All are shown at /ui/."""

import uuid
from collections.abc import Sequence
from functools import lru_cache

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from jiannuo.base import whose

register = template.Library()


@register.simple_tag(takes_context=True)
def once(context: Context) -> SafeString:
    """The hidden key by which a form sent twice acts once, and to whom the form was given."""
    key = format_html('<input type="hidden" name="once" value="{}">', uuid.uuid4())
    user = context.get("user")
    if user is None or not user.is_authenticated:
        return key
    return key + format_html('<input type="hidden" name="{}" value="{}">', whose.FIELD, whose.mark(user.pk))


@register.simple_tag
def icon(*, name: str, label: str = "") -> SafeString:
    """A drawing of static/ui/icons.svg; silent for screen readers unless it is given a label."""
    return drawn(name, label)


@lru_cache(maxsize=512, typed=True)  # what is safe is kept apart from what is not
def drawn(name: str, label: str = "") -> SafeString:
    """Kept: a page of a ledger draws more than a hundred."""
    said = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html('<svg class="icon" {}><use href="{}#{}"></use></svg>', said, static("ui/icons.svg"), name)


@register.inclusion_tag("ui/components/page_head.html")
def page_head(*, title: str, lead: str = "", back: str = "", back_label: str = "返回") -> dict[str, str]:
    """The page's h1, a sentence under it, and the way back."""
    return {"title": title, "lead": lead, "back": back, "back_label": back_label}


@register.simple_block_tag
def card(content: str, *, title: str = "", tone: str = "plain", ref: str = "") -> SafeString:
    """A white sheet with a title. Tones: plain, sunk, kept, soon, late. `ref` becomes its id."""
    context = {"content": content, "title": title, "tone": tone, "ref": ref}
    return render_to_string("ui/components/card.html", context)


@register.simple_block_tag
def notice(content: str, *, tone: str = "info", title: str = "") -> SafeString:
    """A sentence that must be seen. Tones: info, kept, soon, late."""
    drawing = {"kept": "check", "soon": "clock", "late": "late"}.get(tone, "info")
    context = {"content": content, "title": title, "tone": tone, "drawing": drawing}
    return render_to_string("ui/components/notice.html", context)


@register.inclusion_tag("ui/components/empty.html")
def empty(*, title: str, hint: str = "", url: str = "", action: str = "", drawing: str = "empty") -> dict[str, str]:
    """Nothing here yet: says what to do first, with the way to it."""
    return {"title": title, "hint": hint, "url": url, "action": action, "drawing": drawing}


@register.inclusion_tag("ui/components/duty_line.html")
def duty_line(
    *, sentence: str, due: str = "", url: str = "", action: str = "去办理", state: str = "going", names: str = ""
) -> dict[str, str]:
    """One line of the desk, inside <ul class="duties">: a sentence with one action. States as of `badge`.

    `names`: the list of those who are meant, where it can be put off or waived.
    """
    drawing = {"kept": "check", "soon": "clock", "late": "late", "going": "going"}.get(state, "ahead")
    line = {"sentence": sentence, "due": due, "url": url, "action": action, "names": names}
    return line | {"state": state, "drawing": drawing}


@register.simple_block_tag
def document(content: str, *, title: str, subtitle: str = "", mark: str = "", foot: str = "") -> SafeString:
    """A sheet that looks like the paper it stands for. `mark`: a badge state shown under the title."""
    context = {"content": content, "title": title, "subtitle": subtitle, "mark": mark, "foot": foot}
    return render_to_string("ui/components/document.html", context)


@register.simple_block_tag
def remark(content: str, *, by: str = "", at: str = "", tone: str = "going") -> SafeString:
    """What somebody said beside a line: in the margin on wide screens, under the line on phones."""
    return render_to_string("ui/components/remark.html", {"content": content, "by": by, "at": at, "tone": tone})


@register.simple_block_tag
def grid(content: str, *, label: str, is_wide: bool = False) -> SafeString:
    """Around a <table>: frozen head and first column. Give each <td> data-label; phones show the rows as cards.

    `is_wide`: more columns than a screen holds, so it scrolls inside its frame.
    """
    context = {"content": content, "label": label, "is_wide": is_wide}
    return render_to_string("ui/components/grid.html", context)


@register.simple_block_tag
def confirm(content: str, *, label: str, sentence: str = "") -> SafeString:
    """A second look before an act: opens in place, works without scripts. The form goes inside."""
    return render_to_string("ui/components/confirm.html", {"content": content, "label": label, "sentence": sentence})


@register.inclusion_tag("ui/components/qr.html")
def qr(*, src: str, caption: str = "", alt: str = "二维码") -> dict[str, str]:
    return {"src": src, "caption": caption, "alt": alt}


@register.inclusion_tag("ui/components/progress.html")
def progress(*, done: int, total: int, label: str, url: str = "", is_done: bool = False) -> dict[str, object]:
    """How far a long job is. With `url` (the address of this same piece) it asks again every second until done."""
    return {"done": done, "total": total, "label": label, "url": url, "is_done": is_done}


@register.inclusion_tag("ui/components/years.html")
def years(*, among: Sequence[int], here: int | str) -> dict[str, object]:
    """The way between the years that a page has; nothing where there is but one."""
    return {"among": among, "here": here}


@register.inclusion_tag("ui/components/copyable.html")
def copyable(*, value: str, shown: str = "") -> dict[str, str]:
    """A code or fingerprint with a copy button; `shown` may be a short form of it."""
    return {"value": value, "shown": shown or value}
