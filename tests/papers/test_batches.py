"""The row is the truth: asked for, made under a lease, cut off and made again, cleared away."""

import io
import os
import signal
import zipfile
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from docx import Document
from pypdf import PdfReader

from jiannuo.base.errors import Refusal
from jiannuo.journal.models import Entry
from jiannuo.papers import printing, queries, tasks
from jiannuo.papers.actions import making
from jiannuo.papers.actions.asking import request_batch
from jiannuo.papers.copies import Copy
from jiannuo.papers.models import BatchState, PrintBatch
from jiannuo.papers.storage import draft_of, file_of
from jiannuo.pledges.actions.propose import propose


@pytest.fixture
def ask(county, proposed):
    def make(who="secretary", organisation=None, copies=tuple(Copy), kind="pdf"):
        where = organisation or county.branch
        return request_batch(
            where, county.round, by=county.users[who], kind=kind, copies=copies, address="https://cn.example.org/"
        )

    return make


def test_a_branch_prints_as_one_pdf_with_three_copies_of_each(county, ask):
    propose(county.draft(), by=county.users["organiser"])
    batch = ask()
    assert (batch.total, batch.state) == (2, BatchState.WAITING)
    assert printing.run(batch.pk)
    stored = PrintBatch.objects.get()
    assert (stored.state, stored.done, stored.lease_until) == (BatchState.DONE, 2, None)
    pages = [page.extract_text() for page in PdfReader(file_of(stored)).pages]
    assert len(pages) == 6
    assert ["基层党组织" in page for page in pages] == [True] * 3 + [False] * 3


def test_a_township_prints_the_branches_below_it_and_no_others(county, ask):
    propose(county.draft(county.neighbour_member), by=county.users["neighbour_secretary"])
    batch = ask("town_organiser", county.town, copies=[Copy.DISPLAY])
    printing.run(batch.pk)
    text = "".join(page.extract_text() for page in PdfReader(file_of(batch)).pages)
    assert batch.total == 2
    assert ("周大有" in text, "王邻居" in text) == (True, True)


def test_word_files_come_in_one_archive(ask):
    batch = ask(kind="docx", copies=[Copy.ARCHIVE])
    printing.run(batch.pk)
    archive = zipfile.ZipFile(file_of(batch))
    assert archive.namelist() == ["0001-周大有.docx"]
    assert len(Document(io.BytesIO(archive.read("0001-周大有.docx"))).tables) == 1


def test_the_branchs_opinion_stands_in_its_box(county, proposed, ask):
    proposed.current.reviews.create(
        organisation=county.branch,
        verdict="endorsed",
        opinion="同意，建议明确时限。",
        by=county.users["secretary"],
        proposed_by=county.users["member"],
    )
    batch = ask(copies=[Copy.ARCHIVE])
    printing.run(batch.pk)
    assert "同意，建议明确时限。" in PdfReader(file_of(batch)).pages[0].extract_text()


def test_more_portions_than_one_are_bound_in_order(county, ask, monkeypatch):
    monkeypatch.setattr(printing, "AT_A_TIME", 1)
    propose(county.draft(county.co_member), by=county.users["co_member"])
    batch = ask(copies=[Copy.ARCHIVE])
    printing.run(batch.pk)
    pages = [page.extract_text() for page in PdfReader(file_of(batch)).pages]
    assert ["周大有" in pages[0], "陈小满" in pages[1], len(pages)] == [True, True, 2]


def test_while_somebody_holds_the_lease_nobody_else_takes_the_batch(ask):
    batch = ask()
    assert making.take_up(batch.pk) is not None
    assert making.take_up(batch.pk) is None
    assert not printing.run(batch.pk)


def test_a_job_killed_at_work_is_done_again_with_one_effect(ask):
    batch = ask()
    held = making.take_up(batch.pk)
    draft_of(held).write_bytes(b"half a file")
    with time_machine.travel(timezone.now() + making.LEASE + timedelta(seconds=1), tick=False):
        assert list(queries.takeable(timezone.now())) == [batch]
        assert printing.run(batch.pk)
        assert not making.finish(held, draft_of(held))
    stored = PrintBatch.objects.get()
    assert (stored.state, stored.attempts) == (BatchState.DONE, 2)
    assert Entry.objects.filter(verb="print_done").count() == 1
    assert [file.name for file in file_of(stored).parent.iterdir()] == [file_of(stored).name]


def test_a_worker_that_lost_its_batch_stops_and_writes_nothing(ask):
    batch = ask()
    held = making.take_up(batch.pk)
    PrintBatch.objects.update(attempts=2)
    assert not making.move_on(held, 1)
    making.give_up(held, "无效")
    assert PrintBatch.objects.get().state == BatchState.RUNNING


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_kill_9_leaves_the_batch_to_the_next_worker(ask):
    """A real process, really killed, between taking the batch up and finishing it."""
    batch = ask()
    held = making.take_up(batch.pk)
    child = os.fork()
    if child == 0:
        draft_of(held).write_bytes(b"half")
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    with time_machine.travel(timezone.now() + making.LEASE + timedelta(seconds=1), tick=False):
        assert printing.run(batch.pk)
    assert PdfReader(file_of(batch)).pages


def test_after_five_attempts_the_person_is_told(ask):
    batch = ask()
    PrintBatch.objects.update(attempts=making.MOST_ATTEMPTS)
    assert not printing.run(batch.pk)
    stored = PrintBatch.objects.get()
    assert (stored.state, stored.failure) == (BatchState.FAILED, making.GIVEN_UP)


def test_what_goes_wrong_is_said_and_leaves_no_half_file(ask, data_folder, settings, caplog):
    batch = ask()
    PrintBatch.objects.update(copies=["no such copy"])
    assert not printing.run(batch.pk)
    assert PrintBatch.objects.get().failure == printing.FAILED
    assert list((data_folder / "prints").iterdir()) == []
    assert "failed" in caplog.text


def test_when_the_office_has_ended_meanwhile_nothing_is_printed(county, ask):
    batch = ask()
    county.users["secretary"].appointments.update(ends_on=timezone.localdate() - timedelta(days=1))
    assert not printing.run(batch.pk)
    assert PrintBatch.objects.get().failure == printing.EMPTY


def test_the_sweep_nudges_what_nobody_works_on_and_clears_old_files(ask, django_capture_on_commit_callbacks):
    batch = ask()
    printing.run(batch.pk)
    with time_machine.travel(timezone.now() + making.KEPT + timedelta(hours=1)):
        tasks.sweep()
    assert PrintBatch.objects.get().state == BatchState.EXPIRED
    assert not file_of(batch).exists()


@pytest.mark.parametrize("who", ["member", "guide", "neighbour_secretary", "far_secretary", "administrator"])
def test_who_does_not_lead_here_cannot_print_it_all(ask, who):
    with pytest.raises(Refusal, match="由本级或上级党组织的负责人办理"):
        ask(who)


def test_with_nothing_handed_in_there_is_nothing_to_print(county, ask):
    with pytest.raises(Refusal, match="还没有已提交的承诺书"):
        ask("far_secretary", county.far_branch)


def test_at_most_three_at_once(ask):
    for _ in range(3):
        ask()
    with pytest.raises(Refusal, match="已有3个打印任务"):
        ask()
    assert PrintBatch.objects.count() == 3


def test_a_batch_is_seen_by_who_asked_for_it_and_nobody_else(county, ask):
    batch = ask("town_organiser", county.town)
    assert list(queries.visible_to(county.users["town_organiser"])) == [batch]
    for who in ("town_secretary", "county_organiser", "secretary", "member"):
        assert list(queries.visible_to(county.users[who])) == []
