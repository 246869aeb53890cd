from django import forms

from jiannuo.papers.copies import Copy
from jiannuo.papers.models import BatchKind, kind_choices

ALL = "all"


def copy_choices() -> list[tuple[str, str]]:
    return [
        (ALL, "三份全打：本人（本组织）、党组织、公示"),
        (Copy.ARCHIVE, "只打存档份"),
        (Copy.DISPLAY, "只打公示份"),
        (Copy.SELF, "只打本人（本组织）存的一份"),
    ]


def copies_named(name: str) -> tuple[Copy, ...]:
    """The copies that a choice or an address stands for; all three unless one is named."""
    return (Copy(name),) if name in {copy.value for copy in Copy} else tuple(Copy)


class BatchForm(forms.Form):
    """What is to be printed in one go."""

    kind = forms.ChoiceField(label="文件", choices=kind_choices, initial=BatchKind.PDF, widget=forms.RadioSelect)
    copies = forms.ChoiceField(label="份数", choices=copy_choices, initial=ALL, widget=forms.RadioSelect)

    def clean_copies(self) -> tuple[Copy, ...]:
        return copies_named(self.cleaned_data["copies"])
