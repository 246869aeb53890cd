"""Boxes for text and days."""

import inspect
from importlib import import_module
from pkgutil import walk_packages

import pytest
from django import forms

import jiannuo


def _forms():
    for found in walk_packages(jiannuo.__path__, "jiannuo."):
        if ".forms" not in found.name:
            continue
        for _, form in inspect.getmembers(import_module(found.name), inspect.isclass):
            if issubclass(form, forms.BaseForm):
                yield from ((f"{form.__name__}.{name}", field) for name, field in form.base_fields.items())


@pytest.mark.parametrize(
    "field", [pytest.param(field, id=name) for name, field in _forms() if isinstance(field, forms.DateField)]
)
def test_a_day_stands_in_its_box_as_the_browser_takes_it(field):
    """「2011/7/5」, as the language writes it, would leave the box empty."""
    box = field.widget.render("on", field.to_python("2011-7-5"))
    assert 'type="date"' in box
    assert 'value="2011-07-05"' in box
