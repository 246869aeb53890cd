"""Fields for text as people type and paste it."""

from typing import Any

from django import forms

from jiannuo.base.text import clean, one_line


class Words(forms.CharField):
    """Several lines as they were typed, without what cannot be seen."""

    def __init__(self, *, rows: int = 4, **more: Any) -> None:
        super().__init__(strip=False, widget=forms.Textarea(attrs={"rows": rows}), **more)
        self.error_messages["max_length"] = (
            "太长了：最多%(limit_value)d字，现在有%(show_value)d字。请删减后再存，您写的内容还在这里。"
        )

    def to_python(self, value: Any) -> str:
        return clean(str(super().to_python(value) or ""))


class Line(forms.CharField):
    """One line, cleaned."""

    def to_python(self, value: Any) -> str:
        return one_line(str(super().to_python(value) or ""))


class DayBox(forms.DateInput):
    """The browser's own date box; it takes a day in one shape only, whatever the language writes."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class Day(forms.DateField):
    """One day."""

    widget = DayBox
