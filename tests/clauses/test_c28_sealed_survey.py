"""C28 「群众评」: 满意度测评 by slips and paper together, sealed until counted, two hands, small groups protected."""

from datetime import datetime, timedelta
from io import BytesIO

import time_machine
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from jiannuo.ballots import codes
from jiannuo.ballots.actions import prepare
from jiannuo.ballots.models import BallotBox, BoxKind
from jiannuo.ballots.presets import options_for
from jiannuo.ballots.queries import released
from jiannuo.ballots.workflow import State
from tests.ballots.printed import keys_and_slips

_HELD = datetime.fromisoformat("2011-07-05T09:00+08:00")


def _form(answers, **more):
    return {f"q{at}": option for at, option in enumerate(answers)} | more


def test_a_half_yearly_survey_from_the_slips_to_the_signed_sheet(county):
    secretary, organiser = county.client("secretary"), county.client("organiser")
    options = options_for(BoxKind.SURVEY, county.round.terms)
    asked = [
        {"key": "overall", "label": "对柳树湾村党支部的总体评价", "group": "党支部", "options": options},
        {"key": "item", "label": "每月为村里水泥巷道洒水2次", "group": "党支部", "options": options},
    ]
    with time_machine.travel(_HELD, tick=False):
        box = prepare(
            *(BoxKind.SURVEY, county.branch, "上半年群众满意度测评", asked, 14, _HELD + timedelta(hours=2)),
            by=county.users["secretary"],
        )

        def at(name):
            return reverse(f"ballots:{name}", args=[box.pk])

        opening = {"roll_size": 16, "slip_count": 11, "closes_at": "2011-07-05T11:00", "scrutineers": 3}
        keys, slips = keys_and_slips(secretary.post(at("open"), opening).content)
        code = BallotBox.objects.get().code
        for n, slip in enumerate(slips):
            answers = ("satisfied" if n < 8 else "fairly", "abstain" if n < 7 else "dissatisfied")
            sent = Client().post(reverse("ballots:form", args=[code]), _form(answers, token=slip))
            assert sent.status_code == 200
        assert "在计票并由另一名监票人确认后公布" in released(BallotBox.objects.get()).why

        rows = {f"q{n}-{key}": 0 for n in range(2) for key in (*(o["key"] for o in options), "")}
        paper = rows | {"ballots": 3, "void": 0, "q0-dissatisfied": 3, "q1-satisfied": 3}
        for client in (secretary, organiser):
            client.post(at("paper"), paper)
        secretary.post(at("close"), {"key0": keys[2], "key1": keys[0], "is_early": "on"})
        organiser.post(at("confirm"))

        box = BallotBox.objects.get()
        assert box.state == State.CONFIRMED
        (_, overall), (_, item) = released(box).rows
        assert [(line.label, line.count) for line in overall.lines] == [
            ("满意", 8), ("基本满意", 3), ("不满意", 3), ("不了解", 0),
        ]  # fmt: skip
        # Of the slips seven abstained and four answered: who counted the paper would see the four.
        assert (item.lines, "清点纸票的人一减就能看出" in item.why) == ((), True)
        sheet = "".join(p.extract_text() for p in PdfReader(BytesIO(organiser.get(at("tally")).content)).pages)
        assert "监票人签名" in sheet
        assert all(codes.receipt_of(codes.read_token(slip)) in sheet for slip in slips)


def test_options_are_data(county):
    terms = {"survey_options": [{"key": "a", "label": "满意"}, {"key": "b", "label": "比较满意"}]}
    assert [o["label"] for o in options_for(BoxKind.SURVEY, terms)] == ["满意", "比较满意"]
    usual = options_for(BoxKind.SURVEY, {})
    assert [o["label"] for o in usual] == ["满意", "基本满意", "不满意", "不了解", "弃权"]
    assert [o["counts"] for o in usual] == [True, True, True, True, False]
