"""A box of ten slips at the village branch, and what its scrutineers hold."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jiannuo.ballots.actions import cast, open_box, prepare
from jiannuo.ballots.actions.casting import seal
from jiannuo.ballots.models import BoxKind
from tests.ballots.questions_of import question


class Poll:
    """An open box with its keys and slips in hand."""

    def __init__(self, county, size=10, **more):
        self.county, self.by = county, county.users["secretary"]
        asked = more.pop("asked", [question()])
        more.setdefault("period", "2011/1")
        self.box, self.keys, self.slips = open_box(
            BoxKind.SURVEY,
            county.branch,
            "2011年上半年群众满意度测评",
            asked,
            size,
            timezone.now() + timedelta(hours=2),
            by=self.by,
            **more,
        )

    def vote(self, option="satisfied", *, slip=None, remark="", key="overall"):
        token = slip or self.slips.pop()
        return cast(self.box, token, seal(self.box, {key: option} if option else {}, remark))

    def votes(self, **counts):
        for option, n in counts.items():
            for _ in range(n):
                self.vote(option)


@pytest.fixture
def poll(county):
    return Poll(county)


@pytest.fixture
def make_poll(county):
    return lambda *args, **more: Poll(county, *args, **more)


@pytest.fixture
def make_box(county):
    """A box that is prepared and not yet open."""

    def make(kind=BoxKind.SURVEY, asked=None):
        until = timezone.now() + timedelta(hours=2)
        asked = asked or [question()]
        return prepare(kind, county.branch, "上半年群众满意度测评", asked, 10, until, by=county.users["secretary"])

    return make


@pytest.fixture
def prepared(make_box):
    return make_box()
