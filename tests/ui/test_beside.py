"""A refusal is said beside the form, and what was typed stays in it."""

from http import HTTPStatus

import pytest
from django import forms
from django.http import QueryDict

from jiannuo.base.errors import Refusal, Stale
from jiannuo.rounds.models import Round
from jiannuo.ui.beside import beside, typed_over


class _Form(forms.Form):
    words = forms.CharField()


def _form():
    form = _Form({"words": "修渠"})
    assert form.is_valid()
    return form


def test_what_is_done_leaves_nothing_to_say():
    form = _form()
    with beside(form) as told:
        pass
    assert (form.errors, told.sentence, told.status, told.is_stale) == ({}, "", HTTPStatus.OK, False)


def test_a_refusal_goes_onto_the_form_with_what_was_typed():
    form = _form()
    with beside(form) as told:
        raise Refusal("请写明完成时限。")
    assert form.non_field_errors() == ["请写明完成时限。"]
    assert form["words"].value() == "修渠"
    assert (told.sentence, told.status) == ("请写明完成时限。", HTTPStatus.UNPROCESSABLE_ENTITY)


def test_a_stale_one_carries_what_is_stored():
    with beside() as told:
        raise Stale("刚刚已被他人改动。", stored=Round(version=3))
    assert (told.is_stale, told.version, told.status) == (True, 3, HTTPStatus.CONFLICT)


def test_where_nothing_is_stored_the_version_is_none_at_all():
    with beside() as told:
        raise Stale("刚刚已被他人删除。")
    assert (told.stored, told.version) == (None, 0)


def test_what_is_not_asked_for_goes_on_to_the_middleware():
    form = _form()
    with pytest.raises(Refusal, match="您不能办理。"), beside(form, only=Stale):
        raise Refusal("您不能办理。")
    assert form.is_valid()


def test_an_error_is_no_refusal():
    with pytest.raises(ValueError, match="broken"), beside(_form()):
        raise ValueError("broken")


def test_what_was_typed_is_meant_for_what_is_stored_now():
    typed = QueryDict("words=修渠&words=修桥&version=1")
    assert typed_over(typed, 3).urlencode() == QueryDict("words=修渠&words=修桥&version=3").urlencode()
    assert typed["version"] == "1"
