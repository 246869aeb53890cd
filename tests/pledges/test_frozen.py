"""What the database itself refuses, whatever the code above it does: four eyes, frozen history, honest votes."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from jiannuo.meetings.models import MeetingKind
from jiannuo.pledges.models import Confirmation, Decision, Filing, Pledge, PledgeVersion, Review, Verdict
from jiannuo.pledges.workflow import Stage
from tests.walking import hold, walk


@pytest.fixture
def filed(county):
    return walk(county, county.draft(county.member), Stage.FILED)


def _review(county, pledge, **changed):
    users = county.users
    fields = {
        "version": pledge.current,
        "organisation": county.town,
        "verdict": Verdict.SENT_BACK,
        "opinion": "请写明数量。",
        "by": users["town_organiser"],
        "proposed_by": users["member"],
        "subject_user": users["member"],
    }
    return Review(**fields | changed)


def _decision(county, pledge, **changed):
    fields = {"version": pledge.current, "present": 3, "ayes": 2, "is_passed": True, "by": county.users["secretary"]}
    return Decision(meeting=hold(county, MeetingKind.LEADERS), **fields | changed)


def _refused(row, rule: str) -> None:
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize(
    ("rule", "changed"),
    [
        ("review_not_by_the_proposer", {"by": "secretary", "proposed_by": "secretary"}),
        ("review_not_of_oneself", {"by": "member", "proposed_by": "organiser"}),
    ],
)
def test_four_eyes_are_kept_by_the_database(county, filed, rule, changed):
    people = {field: county.users[who] for field, who in changed.items()}
    _refused(_review(county, filed, **people), rule)


def test_sending_back_without_a_reason_and_an_unknown_verdict_are_refused(county, filed):
    _refused(_review(county, filed, opinion=""), "review_sent_back_gives_a_reason")
    _refused(_review(county, filed, verdict="perhaps"), "review_verdict_known")
    _review(county, filed).save(force_insert=True)  # the same row without the fault is taken


@pytest.mark.parametrize("verdict", [Verdict.ENDORSED, Verdict.PASSED])
def test_one_version_is_endorsed_and_passed_once(county, filed, verdict):
    with pytest.raises(IntegrityError), transaction.atomic():
        _review(county, filed, verdict=verdict).save(force_insert=True)


@pytest.mark.parametrize(
    ("rule", "changed"),
    [
        ("decision_votes_not_more_than_present", {"ayes": 2, "noes": 1, "abstentions": 1}),
        ("decision_passed_by_more_than_half", {"ayes": 1}),
        ("decision_passed_by_more_than_half", {"present": 4, "ayes": 2}),
    ],
)
def test_votes_are_honest(county, filed, rule, changed):
    _refused(_decision(county, filed, **changed), rule)
    _decision(county, filed).save(force_insert=True)


def test_a_confirmation_names_two_different_meetings(county, filed):
    text = walk(county, county.draft(county.co_member, "帮厨"), Stage.REVIEWED, proposer="co_member").current
    one = Decision.objects.create(
        meeting=hold(county, MeetingKind.LEADERS),
        version=text,
        present=3,
        ayes=3,
        is_passed=True,
        by=county.users["secretary"],
    )
    row = Confirmation(version=text, leaders_decision=one, delegates_decision=one, by=county.users["secretary"])
    _refused(row, "confirmation_names_two_meetings")


def test_a_receipt_number_is_given_once_and_a_version_has_one_receipt(county, filed):
    given = Filing.objects.get()
    other = walk(county, county.draft(county.co_member, "帮厨"), Stage.CONFIRMED, proposer="co_member").current
    same_number = {"receiver": given.receiver, "year": given.year, "by": given.by}
    with pytest.raises(IntegrityError), transaction.atomic():
        Filing.objects.create(version=other, serial=given.serial, **same_number)
    with pytest.raises(IntegrityError), transaction.atomic():
        Filing.objects.create(version=given.version, serial=99, **same_number)


@pytest.mark.parametrize("row", [PledgeVersion, Review, Filing])
def test_history_can_neither_be_changed_nor_deleted(filed, row):
    assert row.objects.exists()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        row.objects.update(**{"reason" if row is PledgeVersion else "opinion" if row is Review else "year": 1})
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        row.objects.all()._raw_delete("default")


@pytest.mark.parametrize(
    ("rule", "changed"),
    [
        ("pledge_stage_known", {"stage": "lost"}),
        ("pledge_past_draft_has_a_version", {"stage": Stage.PROPOSED}),
        ("pledge_published_names_its_version", {"stage": Stage.PUBLISHED}),
        ("pledge_oral_names_its_recorder", {"is_oral": True}),
    ],
)
def test_a_pledge_cannot_stand_where_it_has_not_walked(county, rule, changed):
    pledge = county.draft(county.member)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pledge.objects.filter(pk=pledge.pk).update(**changed)
    assert rule in {constraint.name for constraint in Pledge._meta.constraints}


def test_a_member_and_an_organisation_have_one_pledge_a_round(county):
    for subject in (county.member, None):
        county.draft(subject)
        with pytest.raises(IntegrityError), transaction.atomic():
            county.draft(subject)
