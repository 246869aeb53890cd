import io
import json

import pytest
from django.core.management import CommandError, call_command


def parse(monkeypatch, lines):
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    out = io.StringIO()
    call_command("parse_items", "--jsonl", stdout=out, stderr=io.StringIO())
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_line_in_a_line_out(monkeypatch):
    line = json.dumps({"id": "A1", "text": "每月给4户五保户理一次发；年底前修路3公里", "year": 2011})
    assert parse(monkeypatch, line + "\n\n") == [
        {
            "id": "A1",
            "items": [
                {
                    "text": "每月给4户五保户理一次发",
                    "kind": "deed",
                    "deadlines": [{"type": "recurring", "words": "每月", "every": "month", "times": 1}],
                    "targets": [{"comparator": "=", "number": 4, "unit": "户", "base": None, "words": "4户"}],
                },
                {
                    "text": "年底前修路3公里",
                    "kind": "deed",
                    "deadlines": [{"type": "period", "words": "年底前", "ends_on": "2011-12-31"}],
                    "targets": [{"comparator": "=", "number": 3, "unit": "公里", "base": None, "words": "3公里"}],
                },
            ],
        }
    ]


def test_the_year_may_be_missing(monkeypatch):
    (answer,) = parse(monkeypatch, json.dumps({"id": 1, "text": "年底前修路", "year": None}))
    assert answer["items"][0]["deadlines"] == [{"type": "period", "words": "年底前", "ends_on": None}]


def test_a_line_that_cannot_be_read_is_told_and_the_others_go_on(monkeypatch):
    monkeypatch.setattr(
        "sys.stdin", io.StringIO('{"id": 1, "text": "修路"}\nnonsense\n[1]\n{"id": 2, "text": "修桥"}\n')
    )
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(CommandError, match="2 lines"):
        call_command("parse_items", "--jsonl", stdout=out, stderr=err)
    assert [json.loads(line)["id"] for line in out.getvalue().splitlines()] == [1, 2]
    assert [line[:6] for line in err.getvalue().splitlines()] == ["line 2", "line 3"]
