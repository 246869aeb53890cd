"""A refusal said where the person types, so that nothing typed is lost. Other refusals are RefusalMiddleware's."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus

from django.forms import BaseForm
from django.http import QueryDict

from jiannuo.base.errors import Refusal, Stale


@dataclass(slots=True)
class Told:
    """What stands against an act; nothing until it was refused."""

    refusal: Refusal | None = None

    @property
    def sentence(self) -> str:
        return self.refusal.sentence if self.refusal else ""

    @property
    def stored(self) -> object:
        """What somebody else saved in between, to be shown beside what was typed."""
        return self.refusal.stored if isinstance(self.refusal, Stale) else None

    @property
    def version(self) -> int:
        """Of what is stored; 0 where nothing is."""
        return int(getattr(self.stored, "version", 0))

    @property
    def is_stale(self) -> bool:
        return isinstance(self.refusal, Stale)

    @property
    def status(self) -> HTTPStatus:
        if self.is_stale:
            return HTTPStatus.CONFLICT
        return HTTPStatus.UNPROCESSABLE_ENTITY if self.refusal else HTTPStatus.OK


@contextmanager
def beside(form: BaseForm | None = None, *, only: type[Refusal] = Refusal) -> Iterator[Told]:
    """Inside: act, and return the answer. What follows is for a refusal: the page again, with what was typed.

    The sentence is put on the form where one is given; else the page shows `told.sentence` itself.
    `only=Stale`: only what somebody saved in between is answered here.
    """
    told = Told()
    try:
        yield told
    except only as refusal:
        told.refusal = refusal
        if form is not None:
            form.add_error(None, refusal.sentence)


def typed_over(typed: QueryDict, version: int) -> QueryDict:
    """What was typed, to be saved over what is stored now: the next press is meant."""
    data = typed.copy()
    data["version"] = str(version)
    return data
