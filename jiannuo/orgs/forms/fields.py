"""Boxes that several forms of the room have."""

from typing import Any

from django import forms
from django.db import models

from jiannuo.base.text import clean
from jiannuo.orgs.models import class_choices


class Lines(forms.CharField):
    widget = forms.Textarea(attrs={"rows": 4})

    def to_python(self, value: Any) -> str:
        return clean(super().to_python(value) or "").strip()


def stored_beside(form: forms.Form, stored: models.Model) -> list[tuple[str, str]]:
    """After a stale save: what is stored where it differs from what was typed, by label."""
    lines = []
    for bound in form.visible_fields():
        value = getattr(stored, bound.name)
        shown = bound.field.prepare_value(value.pk if isinstance(value, models.Model) else value)
        typed = bound.value()
        if str(typed if typed is not None else "") != str(shown if shown is not None else ""):
            lines.append((str(bound.label), _said(value)))
    return lines


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):  # classes
        return "、".join(label for key, label in class_choices() if key in value)
    return str(value or "")
