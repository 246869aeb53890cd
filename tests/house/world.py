"""One of everything that an address can lead to, made through the product's own actions, for the permission matrix.

Everything belongs to `county.branch` (a village branch of `county.town`) unless its name says otherwise.
"""

import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from jiannuo.accounts.actions import mark_as_demo, open_door
from jiannuo.accounts.models import User
from jiannuo.appraisal.actions.meeting import Arranged, hold
from jiannuo.ballots.actions import cast, open_box
from jiannuo.ballots.actions import close as close_box
from jiannuo.ballots.actions import prepare as prepare_box
from jiannuo.ballots.actions.casting import seal
from jiannuo.ballots.presets import options_for
from jiannuo.duties.actions import Waiver, exempt, expect, extend
from jiannuo.duties.actions.expected import note_reckoned
from jiannuo.duties.models import Duty, DutyKind, Ground, Reminder
from jiannuo.fulfilment.actions import Statement, note, state_result
from jiannuo.fulfilment.actions.evidence import add_evidence
from jiannuo.fulfilment.actions.measures import add_measure
from jiannuo.fulfilment.actions.sheet import receive as receive_sheet
from jiannuo.fulfilment.excel.arriving import told_in
from jiannuo.fulfilment.excel.writing import Marked, write
from jiannuo.fulfilment.files import examine
from jiannuo.fulfilment.queries import with_parts
from jiannuo.fulfilment.rows import rows_of
from jiannuo.fulfilment.workflow import Outcome
from jiannuo.meetings.actions import convene, enrol, write_minutes
from jiannuo.meetings.models import CONFIRMING, Category, Meeting, MeetingKind
from jiannuo.orgs.actions import found
from jiannuo.orgs.models import Appointment, Member, OrgKind, Sex
from jiannuo.orgs.roster.actions.arrival import receive
from jiannuo.orgs.roster.actions.preview import check
from jiannuo.papers.actions.asking import request_batch
from jiannuo.papers.copies import Copy
from jiannuo.papers.models import BatchKind
from jiannuo.pledges import workflow
from jiannuo.pledges.actions.confirm import confirm, decide
from jiannuo.pledges.actions.filing import file
from jiannuo.pledges.actions.propose import amend, propose
from jiannuo.pledges.actions.review import Opinion, judge
from jiannuo.pledges.models import Pledge, StandingItem
from jiannuo.pledges.two_meetings import Votes
from jiannuo.publicity import workflow as publishing
from jiannuo.publicity.actions.prepare import prepare
from jiannuo.publicity.actions.reasons import let_through
from jiannuo.publicity.actions.steps import take_step
from jiannuo.publicity.models import Publication
from jiannuo.rounds.actions import Words, guide
from jiannuo.rounds.models import Practice
from jiannuo.rounds.periods import period_numbered
from tests.fulfilment.files_of import pdf
from tests.house.world_second_line import SecondLineThings
from tests.house.world_survey import SurveyThings
from tests.house.world_yearly import YearlyThings
from tests.orgs.sheets import grid, row, xlsx

NOW = datetime(2011, 3, 20, 1, 0, tzinfo=UTC)
HELD = datetime(2011, 3, 10, 1, 0, tzinfo=UTC)


class World(SecondLineThings, SurveyThings, YearlyThings):
    """Each method makes a thing and returns what its address is made of; `self.it` is the thing itself."""

    def __init__(self, county):
        self.county, self.users, self.it = county, county.users, None
        self.users["stranger"] = User.objects.create_user("stranger", display_name="路过的人")

    def keep(self, thing, **address):
        self.it = thing
        return address or {"pk": thing.pk}

    # Organisations and people
    def nothing(self):
        return {}

    def branch(self):
        return self.keep(self.county.branch)

    def town(self):
        return self.keep(self.county.town)

    def school(self):
        return self.keep(self.county.school)

    def member(self):
        return self.keep(self.county.member)

    def door(self):
        mark_as_demo(by=None)
        return self.keep(open_door(self.users["member"], by=None, label="党员"))

    def closed_door(self):
        return self.keep(open_door(self.users["member"], by=None, label="党员"))

    def empty_branch(self):
        """A branch of the town without members or officers, which can be closed."""
        return self.keep(found(by=None, parent=self.county.town, code="B9", name="新设支部", kind=OrgKind.BRANCH))

    def branch_with_newcomer(self):
        Member.objects.create(branch=self.county.branch, name="新来的", sex=Sex.FEMALE)
        return self.branch()

    def office(self):
        """The organiser's at the branch."""
        return self.keep(Appointment.objects.get(user=self.users["organiser"]))

    def roster(self):
        """A file with one good row and one without an organisation that exists."""
        content = roster_file(row("赵明"), row("钱亮", 所在党支部="没有的支部"))
        batch = receive(
            by=self.users["secretary"], organisation=self.county.branch, file_name="名册.xlsx", content=content
        )
        check(batch.pk)
        batch.refresh_from_db()
        return self.keep(batch)

    # The branch's meeting of the first quarter
    def sitting(self):
        """Convened, with one promise of which the ledger has a line."""
        self.filed()
        secretary = self.users["secretary"]
        note(StandingItem.objects.get(), "已洒水2次", date(2011, 3, 12), by=secretary)
        period = period_numbered(self.county.round, Practice.BRANCH_COMMENT, 1)
        arranged = Arranged(HELD, "村委会", "李书记")
        comment = hold(self.county.round, period, self.county.branch, arranged, by=secretary)
        return self.keep(comment.meeting)

    def branch_with_sitting(self):
        self.sitting()
        return self.branch()

    def seat(self):
        return self.sitting() | {"member": self.county.member.pk}

    # The road of a member's pledge
    def draft(self):
        return self.keep(self.county.draft(self.county.member))

    def joint(self):
        """A draft that another member of the branch is to sign too."""
        address = self.draft()
        self.it.co_signers.add(self.county.co_member)
        return address

    def joint_submitted(self):
        """The same submitted: the other signer has not agreed yet."""
        self.joint()
        return self.keep(propose(self.it, by=self.users["member"]))

    def joint_signer(self):
        return self.joint_submitted() | {"member": self.county.co_member.pk}

    def recorded(self):
        """代录 by the branch's organiser."""
        return self.keep(self.county.draft(self.county.member, is_oral=True, recorded_by=self.users["organiser"]))

    def proposed(self):
        self.draft()
        return self.keep(propose(self.it, by=self.users["member"]))

    def endorsed(self):
        self.proposed()
        return self.keep(judge(self.it, workflow.ENDORSE, Opinion("同意。"), by=self.users["secretary"]))

    def reviewed(self):
        self.endorsed()
        return self.keep(judge(self.it, workflow.REVIEW, Opinion(), by=self.users["town_organiser"]))

    def _meeting(self, kind=MeetingKind.LEADERS):
        secretary = self.users["secretary"]
        meeting = convene(self.county.branch, kind, HELD, "村委会", "李书记", by=secretary)
        category = Category.LEADER if kind == MeetingKind.LEADERS else Category.CITIZEN
        enrol(meeting, category, ["到会甲", "到会乙"], [], by=secretary)
        return meeting

    def met(self):
        """Reviewed, and both meetings have passed it."""
        self.reviewed()
        for kind in CONFIRMING:
            decide(self._meeting(kind), self.it, Votes(2), by=self.users["secretary"])
        return {"pk": self.it.pk}

    def confirmed(self):
        self.met()
        return self.keep(confirm(self.it, by=self.users["secretary"]))

    def filed(self):
        self.confirmed()
        file(self.it, by=self.users["secretary"])
        return self.keep(
            Pledge.objects.select_related("current", "organisation__parent", "member", "round").get(pk=self.it.pk)
        )

    def amended(self):
        self.filed()
        return self.keep(amend(self.it, "增加一项。", by=self.users["member"]))

    def version(self):
        self.filed()
        return {"pk": self.it.pk, "number": 1}

    def item(self):
        self.draft()
        return {"pk": self.it.pk, "uid": self.it.items.get().uid}

    def own_pledge(self):
        """The branch's own, not a member's."""
        return self.keep(self.county.draft())

    # Pages of the branch on which something waits
    def branch_with_reviewed(self):
        self.reviewed()
        for kind in CONFIRMING:
            self._meeting(kind)
        return {"pk": self.county.branch.pk}

    def branch_with_confirmed(self):
        self.confirmed()
        return {"pk": self.county.branch.pk}

    def branch_with_filed(self):
        self.filed()
        return {"pk": self.county.branch.pk}

    # Lists on which something waits; their addresses name nothing
    def list_with(self, thing):
        getattr(self, thing)()
        return {}

    def list_with_proposed(self):
        return self.list_with("proposed")

    def list_with_prepared(self):
        return self.list_with("prepared")

    def list_with_checked(self):
        return self.list_with("checked")

    def list_with_approved(self):
        return self.list_with("approved")

    # Meetings
    def meeting(self):
        return self.keep(self._meeting())

    def meeting_with_reviewed(self):
        self.reviewed()
        return {"pk": self._meeting().pk}

    def meeting_with_votes(self):
        address = self.meeting_with_reviewed()
        decide(Meeting.objects.get(pk=address["pk"]), self.it, Votes(2), by=self.users["secretary"])
        return address

    def meeting_with_minutes(self):
        meeting = self._meeting()
        return self.keep(write_minutes(meeting, "一致同意。", by=self.users["secretary"], version=meeting.version))

    # Promises in force
    def promise(self):
        self.filed()
        return self.keep(with_parts(self.it.standing_items.all()).get())

    def branch_with_promise(self):
        self.promise()
        return {"pk": self.county.branch.pk}

    def list_with_promise(self):
        return self.list_with("promise")

    def recurring(self):
        address = self.promise()
        self.it.deadlines = [{"type": "recurring", "every": "month", "times": 2, "words": "每月2次"}]
        self.it.save()
        return address

    def stated(self):
        """By the member, in a round that asks for a second pair of eyes."""
        self.county.round.terms["results_need_second_eyes"] = True
        self.county.round.save()
        address = self.promise()
        state_result(self.it, Statement(Outcome.KEPT, NOW.date()), by=self.users["member"])
        return address

    def measure(self):
        self.promise()
        return self.keep(add_measure(self.it, "借水泵", None, by=self.users["member"]))

    def evidence(self):
        self.promise()
        return self.keep(add_evidence(self.it, "记录.pdf", examine(pdf()), by=self.users["member"]))

    def sheet(self):
        """The branch's ledger as the secretary filled it in."""
        self.promise()
        sent, secretary = told_in(ledger_file(self.it).read()), self.users["secretary"]
        return self.keep(receive_sheet(self.county.branch, self.county.round, "台帐.xlsx", sent, by=secretary))

    # Publishing
    def prepared(self):
        self.filed()
        return self.keep(prepare(self.it, {}, by=self.users["organiser"], has_looked=True))

    def checked(self):
        self.prepared()
        return self.keep(take_step(self.it, publishing.CHECK, by=self.users["town_organiser"]))

    def approved(self):
        self.checked()
        return self.keep(take_step(self.it, publishing.APPROVE, by=self.users["town_secretary"]))

    def live(self):
        self.approved()
        return self.keep(take_step(self.it, publishing.GO_LIVE, by=self.users["secretary"]))

    def taken_down(self):
        self.live()
        by, why = self.users["secretary"], "有误。"
        return self.keep(take_step(self.it, publishing.WITHDRAW, by=by, reason=why, ground="mistaken"))

    def unkept(self):
        """A promise on the board that was not kept, as the member has stated."""
        self.live()
        item = StandingItem.objects.get()
        said = Statement(Outcome.NOT_KEPT, None, "水泵坏了。")
        return self.keep(state_result(item, said, by=self.users["member"]))

    def unkept_said(self):
        address = self.unkept()
        let_through(self.it, "水泵坏了。", by=self.users["town_organiser"], has_looked=True)
        return address

    def live_code(self):
        self.live()
        return {"code": Publication.objects.get(pk=self.it.pk).version.code}

    def branch_code(self):
        return {"code": self.county.branch.code}

    # Duties
    def reckoned(self):
        note_reckoned(self.county.round, by=None)
        return {"year": self.county.round.year}

    def duty(self):
        """The member's report of the first quarter, open since 11 March."""
        expect(self.county.round, self.county.county, by=None)
        return self.keep(Duty.objects.get(member=self.county.member, kind=DutyKind.SELF_REPORT, period=1))

    def missing_of_branch(self):
        self.duty()
        return {"pk": self.county.branch.pk, "kind": "self_report", "period": 1}

    def missing_of_town(self):
        self.duty()
        return {"pk": self.county.town.pk, "kind": "self_report", "period": 1}

    def list_with_duty(self):
        return self.list_with("duty")

    def extended(self):
        self.duty()
        return self.keep(extend([self.it], date(2011, 5, 1), "住院", by=self.users["secretary"])[0])

    def exempted(self):
        self.duty()
        exempt([self.it], Waiver(Ground.ILL), by=self.users["secretary"])
        return {"pk": self.it.pk}

    def reminder(self):
        """The member's own, not read yet."""
        self.keep(Reminder.objects.create(user=self.users["member"], on=date(2011, 3, 19)))
        return {}

    # Papers
    def batch(self):
        self.filed()
        copies = (Copy.DISPLAY,)
        made = request_batch(
            self.county.branch,
            self.county.round,
            by=self.users["secretary"],
            kind=BatchKind.PDF,
            copies=copies,
            address="http://x/",
        )
        return self.keep(made)

    # Ballots
    def _asked(self):
        return [{"key": "overall", "label": "总体评价", "group": "", "options": options_for("survey", {})}]

    def prepared_box(self):
        until, by = NOW + timedelta(hours=1), self.users["secretary"]
        return self.keep(prepare_box("survey", self.county.branch, "测评", self._asked(), 12, until, by=by))

    def open_box(self):
        """Ten slips, and room for five paper ballots."""
        until, by = NOW + timedelta(hours=1), self.users["secretary"]
        opened = open_box(
            *("survey", self.county.branch, "测评", self._asked(), 15, until),
            by=by,
            slip_count=10,
            takes_remarks=True,
            period="2011/1",
        )
        self.keys, self.slips = opened.keys.sheets, opened.slips
        return self.keep(opened.box)

    def open_box_code(self):
        self.open_box()
        return {"code": self.it.code}

    def closed_box(self):
        self.open_box()
        for slip in self.slips:
            cast(self.it, slip, seal(self.it, {"overall": "satisfied"}, "路灯还没有修"))
        return self.keep(close_box(self.it, self.keys[:2], by=self.users["secretary"]))

    # Rounds
    def round(self):
        return self.keep(self.county.round, year=self.county.round.year)

    def rural(self):
        """Guidance of the town for members of villages."""
        return self.keep(self.county.town, pk=self.county.town.pk, org_class="rural", subject="member")

    def written_rural(self):
        address = self.rural()
        guide(
            self.county.round,
            self.county.town,
            ("rural", "member"),
            Words("写实在。", [], []),
            by=self.users["town_organiser"],
        )
        return address

    def schools(self):
        """Guidance of the county for members of schools, the class of the guide's sector."""
        return self.keep(self.county.county, pk=self.county.county.pk, org_class="school", subject="member")

    def picked(self, **more):
        """The ticked row of a list, with the version that was looked at."""
        return {"pick": f"{self.it.pk}:{Pledge.objects.get(pk=self.it.pk).version}"} | more


def roster_file(*rows):
    with tempfile.TemporaryDirectory() as folder:
        return xlsx(Path(folder) / "roster.xlsx", grid(*rows)).read_bytes()


def kinds_of_meeting():
    return {m.kind: m.pk for m in Meeting.objects.all()}


def ledger_file(item):
    """The ledger with one line written into it."""
    row = rows_of([item], item.pledge.member.user, NOW.date())[0]
    return SimpleUploadedFile("台帐.xlsx", write("台帐", [Marked(row, {"进展情况": "已洒水"})]))


def pdf_file():
    return SimpleUploadedFile("记录.pdf", pdf())
