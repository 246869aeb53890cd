"""Bad input: what no page of ours sends, sent by hand. It is refused or left out; nothing breaks."""

import time
from typing import Any

import pytest
from django.utils import timezone

from jiannuo.meetings.models import Meeting, MeetingKind
from jiannuo.pledges.models import Pledge
from jiannuo.pledges.reading import redaction_hints
from tests.conftest import County

ENDLESS = "9" * 5000
TOO_LARGE = "9" * 30
NOTHING_BREAKS = {200, 302, 404, 409, 422}


@pytest.fixture
def meeting(county: County) -> Meeting:
    return Meeting.objects.create(
        organisation=county.branch,
        kind=MeetingKind.LEADERS,
        held_at=timezone.now(),
        place="村部",
        chair="李书记",
        convened_by=county.users["secretary"],
        path=county.branch.path or "",
    )


@pytest.mark.parametrize("sent", [ENDLESS, TOO_LARGE, "x", "\x00"])
@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("/pledges/review/batch/", "pick"),
        ("/pledges/in/{branch}/confirm/", "pick"),
        ("/pledges/in/{branch}/filing/", "pick"),
        ("/pledges/meetings/{meeting}/agenda/", "pick"),
        ("/meetings/{meeting}/roll/", "present"),
        ("/meetings/{meeting}/roll/", "shown"),
        ("/meetings/{meeting}/enrol/", "members"),
        ("/pledges/{pledge}/check/", "confirm"),
        ("/pledges/{pledge}/check/", "move"),
        ("/pledges/{pledge}/check/", "version"),
        ("/pledges/{pledge}/signers/", "signers"),
        ("/pledges/{pledge}/propose/", "version"),
    ],
)
def test_keys_that_no_row_has(county: County, meeting: Meeting, address: str, field: str, sent: str) -> None:
    pledge = county.draft(county.member)
    page = address.format(branch=county.branch.pk, meeting=meeting.pk, pledge=pledge.pk)
    values = [sent, f"{sent}:{sent}"] if field in {"pick", "shown"} else [sent]
    assert county.client("secretary").post(page, {field: values}).status_code in NOTHING_BREAKS


@pytest.mark.parametrize("asked", [ENDLESS, TOO_LARGE, "-1", "x", "\x00"])
def test_pages_that_no_list_has(county: County, asked: str) -> None:
    secretary = county.client("secretary")
    for page in ("", "missing/", "wishes/", "filing/"):
        assert secretary.get(f"/pledges/in/{county.branch.pk}/{page}", {"page": asked}).status_code == 200


def test_searching_for_what_cannot_be_seen(county: County, meeting: Meeting) -> None:
    """PostgreSQL keeps no NUL and refuses the whole question."""
    secretary = county.client("secretary")
    assert secretary.get("/orgs/", {"q": "\x00柳树湾"}).status_code == 200
    assert secretary.get(f"/orgs/{county.branch.pk}/members/", {"q": "\x00"}).status_code == 200
    assert secretary.get(f"/meetings/{meeting.pk}/", {"name": "\x00"}).status_code == 200


@pytest.mark.parametrize("base", ["inf", "nan", "-inf", "1e999", "1e300"])
def test_a_figure_without_end_is_no_figure(county: County, base: str) -> None:
    pledge = county.draft(county.member)
    item = pledge.items.get()
    sent: dict[str, Any] = {f"{rows}-TOTAL_FORMS": "1" for rows in ("deadline", "target")}
    sent |= {f"{rows}-INITIAL_FORMS": "0" for rows in ("deadline", "target")}
    sent |= {"target-0-comparator": "=", "target-0-number": "3", "target-0-base": base}
    assert county.client("member").post(f"/pledges/{pledge.pk}/items/{item.uid}/", sent).status_code == 302
    assert county.client("member").get(f"/pledges/{pledge.pk}/check/").status_code == 200


def test_members_of_another_branch_do_not_sign(county: County) -> None:
    pledge = county.draft(county.member)
    answer = county.client("member").post(f"/pledges/{pledge.pk}/signers/", {"signers": [county.neighbour_member.pk]})
    assert answer.status_code == 422
    assert not Pledge.objects.get(pk=pledge.pk).co_signers.exists()


def test_a_text_of_nothing_but_names_is_read_at_once() -> None:
    began = time.process_time()
    assert redaction_hints("张三、" * 6000 + "李四等8户困难群众")
    assert time.process_time() - began < 3
