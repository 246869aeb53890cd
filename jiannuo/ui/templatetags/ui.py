"""The components. A misspelt attribute fails to compile: every signature is keyword-only."""

import uuid

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def once() -> SafeString:
    """The hidden key by which a form sent twice acts once."""
    return format_html('<input type="hidden" name="once" value="{}">', uuid.uuid4())
