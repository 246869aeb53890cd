"""The publishing check: who may take which step, what the database itself refuses, what happens on going live."""

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError
from django.urls import reverse

from jiannuo.base.errors import Refusal, Stale
from jiannuo.journal.queries import of
from jiannuo.orgs.models import Member
from jiannuo.pledges.actions.propose import amend
from jiannuo.pledges.models import Pledge, PublicWording
from jiannuo.publicity import policies, workflow
from jiannuo.publicity.actions.prepare import prepare, prepare_many
from jiannuo.publicity.actions.steps import take_step, take_step_with_many
from jiannuo.publicity.models import Publication
from jiannuo.publicity.queries import awaiting
from jiannuo.publicity.workflow import State

ALLOWED = {
    ("prepare", "returned", "secretary"),
    ("prepare", "returned", "organiser"),
    ("check", "prepared", "town_secretary"),
    ("check", "prepared", "town_organiser"),
    ("approve", "checked", "town_secretary"),
    ("send_back", "prepared", "town_secretary"),
    ("send_back", "prepared", "town_organiser"),
    ("send_back", "checked", "town_secretary"),
    ("send_back", "checked", "town_organiser"),
    ("go_live", "approved", "secretary"),
    ("go_live", "approved", "organiser"),
    ("replace", "live", "secretary"),
    ("replace", "live", "organiser"),
    ("withdraw", "live", "secretary"),
    ("withdraw", "live", "organiser"),
    ("withdraw", "live", "town_secretary"),
    ("withdraw", "live", "town_organiser"),
    ("note", "withdrawn", "town_secretary"),
    ("note", "withdrawn", "town_organiser"),
}


def test_who_may_take_which_step_from_which_state(county, publish):
    publication = publish(county.draft(county.member), upto="prepared")
    found = set()
    for state in State:
        publication.state = state
        for move in workflow.MOVES:
            for who, user in county.users.items():
                if policies.why_not(user, publication, move) == "":
                    found.add((move.name, state.value, who))
    assert found == ALLOWED


def test_a_publication_walks_the_four_steps_and_the_pledge_is_published(county, publish):
    publication = publish(county.draft(county.member))
    pledge = Pledge.objects.get()
    assert (publication.state, pledge.stage, pledge.published_id) == ("live", "published", publication.version_id)
    assert [e.verb for e in of(publication)] == [
        "prepare_publication",
        "check_publication",
        "approve_publication",
        "go_live_publication",
    ]


def test_whoever_signs_a_promise_with_others_neither_checks_nor_approves_it(county, publish):
    """C11: it is his own; the button and the list say the same."""
    publication = publish(county.draft(county.member), upto="prepared")
    Member.objects.filter(pk=county.co_member.pk).update(user=county.users["town_secretary"])
    publication.pledge.co_signers.add(county.co_member)
    for move, others in ((workflow.CHECK, {"town_organiser"}), (workflow.APPROVE, set())):
        may = {who for who, user in county.users.items() if policies.why_not(user, publication, move) == ""}
        waits = {who for who, user in county.users.items() if awaiting(user, move).exists()}
        assert may == waits == others
        with pytest.raises(Refusal, match="您本人的承诺"):
            take_step(publication, move, by=county.users["town_secretary"])
        if others:
            publication = take_step(publication, move, by=county.users["town_organiser"])


def test_the_approved_words_are_kept_with_the_text_for_the_copy_on_the_wall(county, file_away):
    pledge = file_away(county.draft(county.member, text="为王邻居家修好屋顶"))
    uid = pledge.current.content["items"][0]["uid"]
    publication = prepare(pledge, {f"{uid}.text": "为1户群众修好屋顶"}, by=county.users["organiser"], has_looked=True)
    take_step(publication, workflow.CHECK, by=county.users["town_organiser"])
    assert not PublicWording.objects.exists(), "what is only proposed hangs nowhere"
    take_step(publication, workflow.APPROVE, by=county.users["town_secretary"])
    kept = PublicWording.objects.get(version=pledge.current)
    assert (kept.words[f"{uid}.text"], kept.by) == ("为1户群众修好屋顶", county.users["town_secretary"])


def test_the_preparer_neither_checks_nor_approves(county, file_away):
    pledge = file_away(county.draft(county.member))
    publication = prepare(pledge, {}, by=county.users["secretary"], has_looked=True)
    for field in ("checked", "approved"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Publication.objects.filter(pk=publication.pk).update(**{f"{field}_by": county.users["secretary"]})


def test_a_state_without_its_hands_is_refused_by_the_database(county, publish):
    publication = publish(county.draft(county.member), upto="prepared")
    for state in ("checked", "approved", "live", "withdrawn", "returned"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Publication.objects.filter(pk=publication.pk).update(state=state)


def test_what_has_been_public_cannot_be_rewritten_or_deleted(county, publish):
    publication = publish(county.draft(county.member))
    with pytest.raises(DatabaseError), transaction.atomic():
        Publication.objects.filter(pk=publication.pk).update(content={"items": []})
    with pytest.raises(DatabaseError), transaction.atomic():
        Publication.objects.filter(pk=publication.pk).delete()


def test_sending_back_needs_a_reason_and_opens_the_row_again(county, publish):
    publication = publish(county.draft(county.member), upto="checked")
    with pytest.raises(Refusal, match="须写明理由"):
        take_step(publication, workflow.SEND_BACK, by=county.users["town_secretary"], reason="  ")
    take_step(publication, workflow.SEND_BACK, by=county.users["town_secretary"], reason="第1项仍有住户姓名")
    again = prepare(publication.pledge, {}, by=county.users["organiser"], has_looked=True)
    assert (again.pk, again.state, again.checked_by_id, again.reason) == (publication.pk, "prepared", None, "")


def test_the_second_of_two_people_who_click_at_once_is_told_so(county, publish):
    publication = publish(county.draft(county.member), upto="prepared")
    take_step(publication, workflow.CHECK, by=county.users["town_organiser"], revision=publication.revision)
    with pytest.raises(Refusal, match="已审核"):
        take_step(publication, workflow.CHECK, by=county.users["town_secretary"], revision=publication.revision)
    with pytest.raises(Stale):
        take_step(publication, workflow.APPROVE, by=county.users["town_secretary"], revision=publication.revision)


def test_nothing_is_put_forward_before_filing_or_twice(county, publish):
    with pytest.raises(Refusal, match="备案之后"):
        prepare(county.draft(county.member), {}, by=county.users["organiser"], has_looked=True)
    publication = publish(Pledge.objects.get(), upto="prepared")
    with pytest.raises(Refusal, match="不用重复提出"):
        prepare(publication.pledge, {}, by=county.users["organiser"], has_looked=True)


def test_many_at_once_says_which_did_not_pass_and_why(county, publish):
    first = publish(county.draft(county.member), upto="prepared")
    second = publish(county.draft(None), upto="checked")
    seen = {first.pk: first.revision, second.pk: second.revision}
    by = county.users["town_organiser"]
    done, refused = take_step_with_many([first, second], workflow.CHECK, by=by, revisions=seen)
    assert done == 1
    assert [(row.pk, "已审核" in why) for row, why in refused] == [(second.pk, True)]


def test_only_texts_without_anything_to_take_out_are_put_forward_in_one_go(county, file_away):
    plain = file_away(county.draft(county.member))
    naming = file_away(county.draft(None, text="为王邻居家修好屋顶"))
    done, refused = prepare_many([plain, naming], by=county.users["organiser"])
    assert done == 1
    assert [row.pk for row, _ in refused] == [naming.pk]
    assert "王邻居" in refused[0][1]


def test_an_amended_version_replaces_the_earlier_one_on_the_board(county, publish):
    earlier = publish(county.draft(county.member))
    pledge = amend(Pledge.objects.get(), "增加次数", by=county.users["member"])
    item = pledge.items.get()
    item.text = "每月为村里水泥巷道洒水4次"
    item.save()
    assert Publication.objects.get().state == State.LIVE  # stays public while the new text walks the road
    later = publish(pledge)
    assert dict(Publication.objects.values_list("pk", "state")) == {earlier.pk: "replaced", later.pk: "live"}
    assert Pledge.objects.get().published_id == later.version_id


def test_what_was_taken_out_of_a_text_is_taken_out_again_when_another_part_is_amended(county, publish, file_away):
    filed = file_away(county.draft(county.member, text="帮湾子里的二娃挑水"))
    key = f"{filed.current.content['items'][0]['uid']}.text"
    publish(filed, edits={key: "帮湾子里的某某挑水"})
    pledge = amend(Pledge.objects.get(), "写明几时办完", by=county.users["member"])
    item = pledge.items.get()
    item.expected_effect = "年底前办完"
    item.save()
    again = file_away(pledge)
    done, refused = prepare_many([again], by=county.users["organiser"])
    assert (done, "上次公示时隐去过" in refused[0][1]) == (0, True)
    url = reverse("publicity:prepare", args=[again.pk])
    page = county.client("organiser").get(url)
    assert {p.key: words for p, words, *_ in page.context["hinted"]} == {key: "帮湾子里的某某挑水"}
    county.client("organiser").post(url, {f"words-{key}": "帮湾子里的某某挑水"})
    assert Publication.objects.get(state="prepared").content["items"][0]["text"] == "帮湾子里的某某挑水"


def test_words_of_the_board_are_not_suggested_for_another_text(county, publish, file_away):
    filed = file_away(county.draft(county.member, text="帮湾子里的二娃挑水"))
    publish(filed, edits={f"{filed.current.content['items'][0]['uid']}.text": "帮湾子里的某某挑水"})
    pledge = amend(Pledge.objects.get(), "换一件", by=county.users["member"])
    item = pledge.items.get()
    item.text = "给塘边装路灯3盏"
    item.save()
    assert prepare_many([file_away(pledge)], by=county.users["organiser"]) == (1, [])
