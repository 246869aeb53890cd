"""What the worker does again and again."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F
from django.utils import timezone

from jiannuo.accounts.models import Submission, User
from jiannuo.duties.models import Duty
from jiannuo.journal.models import Entry
from jiannuo.operations import actions, maintenance, queries
from jiannuo.operations.maintenance import Chore, do_what_is_due
from jiannuo.orgs.actions import found
from jiannuo.orgs.models import Member, Organisation, OrgKind, Sex
from jiannuo.orgs.offices import holds
from jiannuo.pledges.models import StandingItem
from jiannuo.pledges.workflow import Stage
from jiannuo.rounds.models import Round
from tests.walking import walk


def test_what_has_served_its_time_goes_and_the_rest_stays(county):
    now = timezone.now()
    Session.objects.create(session_key="old", session_data="", expire_date=now - timedelta(seconds=1))
    Session.objects.create(session_key="new", session_data="", expire_date=now + timedelta(hours=1))
    old, new = (Submission.objects.create(user=county.users["member"], location="/") for _ in range(2))
    Submission.objects.filter(pk=old.pk).update(at=now - timedelta(days=3))
    assert actions.tidy() == 2
    assert [s.session_key for s in Session.objects.all()] == ["new"]
    assert [s.pk for s in Submission.objects.all()] == [new.pk]


def test_another_last_day_of_the_round_is_followed_by_what_names_no_day(county):
    walk(county, county.draft(county.member, "每月入户走访2户"), Stage.FILED)
    actions.expect_of_newcomers()
    item = StandingItem.objects.get()
    assert (item.due_on, item.ends_on) == (None, county.round.closes_on)
    Round.objects.update(closes_on=date(2011, 11, 30), version=F("version") + 1)
    actions.expect_of_newcomers()
    item.refresh_from_db()
    assert item.ends_on == date(2011, 11, 30)


@time_machine.travel(datetime(2011, 5, 10, 2, tzinfo=UTC))
def test_a_newcomer_is_expected_to_promise_and_nobody_twice(county):
    assert actions.expect_of_newcomers() > 0
    journal = Entry.objects.count()
    assert actions.expect_of_newcomers() == 0
    assert Entry.objects.count() == journal, "nothing new, nothing written"
    newcomer = Member.objects.create(branch=county.branch, name="新来的", sex=Sex.FEMALE)
    assert actions.expect_of_newcomers() == Duty.objects.filter(member=newcomer).count()
    assert Duty.objects.filter(member=newcomer, kind="propose").count() == 1
    assert actions.expect_of_newcomers() == 0


@time_machine.travel(datetime(2011, 5, 10, 2, tzinfo=UTC))
def test_who_comes_or_leaves_stirs_the_own_branch_only(county):
    """The worker does not reckon a county because one person came; the night sets right what else is amiss."""
    actions.expect_of_newcomers()
    elsewhere = Duty.objects.filter(organisation=county.far_branch).exclude(kind="propose")
    assert elsewhere.exists()
    elsewhere.delete()
    newcomer = Member.objects.create(branch=county.branch, name="新来的", sex=Sex.FEMALE)
    assert actions.expect_of_newcomers() == Duty.objects.filter(member=newcomer).count() > 0
    assert Entry.objects.filter(verb="expect").latest("id").path == county.branch.path
    Member.objects.filter(pk=newcomer.pk).update(left_on=date(2011, 5, 10))
    actions.expect_of_newcomers()
    assert not Duty.objects.filter(member=newcomer, due_on__gte=date(2011, 5, 10)).exists()
    assert not elsewhere.exists()
    with time_machine.travel(datetime(2011, 5, 11, 2, tzinfo=UTC)):
        actions.expect_of_newcomers()
    assert elsewhere.exists()


@time_machine.travel(datetime(2011, 5, 10, 2, tzinfo=UTC))
def test_where_many_places_stir_their_townships_are_reckoned(county, monkeypatch):
    monkeypatch.setattr(queries, "_FEW", 1)
    actions.expect_of_newcomers()
    for branch in (county.branch, county.neighbour):
        Member.objects.create(branch=branch, name="新来的", sex=Sex.FEMALE)
    assert queries.parts_that_stir(county.round) == [county.town]
    assert actions.expect_of_newcomers() > 0
    assert queries.parts_that_stir(county.round) == []


@time_machine.travel(datetime(2011, 5, 10, 2, tzinfo=UTC))
def test_what_a_place_owed_that_has_moved_goes_all_the_same(county):
    """A duty keeps the place that it was written for, and no organisation stands there any more."""
    actions.expect_of_newcomers()
    Duty.objects.filter(member=county.member).update(path=f"{county.town.path}999/")
    Member.objects.filter(pk=county.member.pk).update(left_on=date(2011, 5, 10))
    assert queries.parts_that_stir(county.round) == [county.town]
    actions.expect_of_newcomers()
    assert not Duty.objects.filter(member=county.member, due_on__gte=date(2011, 5, 10)).exists()


def test_every_room_that_has_jobs_is_swept():
    assert {c.name for c in maintenance.sweeps()} == {"orgs.sweep", "duties.sweep", "papers.sweep", "ballots.sweep"}


def test_sqlite_is_told_what_its_tables_hold(county):
    if connection.vendor != "sqlite":  # PostgreSQL counts by itself
        maintenance.count_values()
        return
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # makes the table of statistics
        cursor.execute("DELETE FROM sqlite_stat1")
        maintenance.count_values()
        cursor.execute("SELECT DISTINCT tbl FROM sqlite_stat1")
        assert {"orgs_member", "orgs_organisation"} <= {name for (name,) in cursor.fetchall()}


@pytest.mark.django_db
def test_a_chore_that_fails_does_not_stop_the_others_and_comes_again(caplog):
    done = []

    def fail():
        done.append("bad")
        raise ValueError("on purpose")

    rounds = [Chore("bad", 0, fail), Chore("good", 3600, lambda: done.append("good"))]
    do_what_is_due(rounds)
    do_what_is_due(rounds)
    assert done == ["bad", "good", "bad"]
    assert "Chore bad failed" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_the_checkpoint_empties_the_write_ahead_log():
    if connection.vendor != "sqlite":
        maintenance.checkpoint()
        return
    User.objects.create_user("somebody")
    log = Path(f"{connection.settings_dict['NAME']}-wal")
    assert log.stat().st_size > 0
    maintenance.checkpoint()
    assert log.stat().st_size == 0


@pytest.mark.django_db
def test_the_first_organisation_its_round_and_its_secretary(capsys):
    call_command("found", "中共云川县委员会", code="YC", secretary="周书记")
    top = Organisation.objects.get()
    assert top.org_class == "agency"  # a county committee is no village
    user = User.objects.get()
    assert f"用户名：{user.username}" in capsys.readouterr().out
    assert holds(user, frozenset({"secretary"}), top.pk)
    assert user.must_change_password
    assert Round.objects.get().organisation == top
    with pytest.raises(CommandError, match="已经有单位"):
        call_command("found", "中共又一县委员会", code="YC2", secretary="王书记")


@pytest.mark.django_db
def test_nobody_of_a_county_founded_in_november_is_late_on_the_first_day():
    """The round begins on the day it is begun: what lies behind was never expected."""
    now = date(2011, 11, 23)
    with time_machine.travel(datetime(2011, 11, 23, 2, tzinfo=UTC)):
        actions.begin("中共云川县委员会", "YC", "county", "周书记", by=None)
        branch = found(
            by=None, parent=Organisation.objects.get(), code="YC01", name="云川县机关党支部", kind=OrgKind.BRANCH
        )
        Member.objects.create(name="林秀兰", branch=branch, sex=Sex.FEMALE, joined_on=date(1999, 7, 1))
        actions.expect_of_newcomers()
    assert Round.objects.get().opens_on == now
    assert not Duty.objects.filter(due_on__lte=now)
    asked = Duty.objects.filter(member__isnull=False).order_by("due_on").values_list("kind", "period_label", "due_on")
    assert [*asked] == [
        ("propose", "", date(2011, 12, 6)),
        ("self_report", "第四季度", date(2012, 1, 10)),
        ("appraisal", "全年", date(2012, 1, 31)),
    ]
