"""Every component renders, keeps what it is given from becoming markup, and says its state in words."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template, TemplateSyntaxError
from django.test import RequestFactory

from jiannuo.ui.road import Station
from jiannuo.ui.samples import STAGES, STATES, SampleForm

HOSTILE = "<script>alert(1)</script>"


def rendered(source: str, **values: object) -> str:
    return Template(source).render(Context(values))


def test_a_misspelt_attribute_fails_to_compile():
    with pytest.raises(TemplateSyntaxError):
        Template('{% card titel="x" %}{% endcard %}')
    with pytest.raises(TemplateSyntaxError):
        Template('{% button lable="x" %}')


@pytest.mark.parametrize("state", [*STATES, *STAGES])
def test_a_badge_says_its_state_by_a_word_and_a_drawing(state):
    html = rendered("{% badge state=state %}", state=state)
    assert "icons.svg#" in html
    assert any("一" <= c <= "鿿" for c in html)


def test_a_step_with_a_reason_is_no_form_and_shows_the_reason():
    html = rendered('{% step url="/x/" label="会议定诺" why_not="还缺党员大会的记录。" %}')
    assert "<form" not in html
    assert 'aria-disabled="true"' in html
    assert "还缺党员大会的记录。" in html


def test_a_step_without_a_reason_posts_once():
    html = rendered('{% step url="/x/" label="会议定诺" name="move" value="confirm" %}', csrf_token="t")
    assert '<form class="step" method="post" action="/x/">' in html
    assert 'name="once"' in html
    assert 'name="csrfmiddlewaretoken" value="t"' in html
    assert 'name="move" value="confirm"' in html


@pytest.mark.parametrize(
    "source",
    [
        "{% page_head title=x lead=x %}",
        "{% card title=x %}{{ x }}{% endcard %}",
        "{% notice title=x %}{{ x }}{% endnotice %}",
        "{% empty title=x hint=x %}",
        "{% duty_line sentence=x due=x %}",
        "{% document title=x subtitle=x foot=x %}{{ x }}{% enddocument %}",
        "{% remark by=x at=x %}{{ x }}{% endremark %}",
        "{% grid label=x %}{{ x }}{% endgrid %}",
        "{% confirm label=x sentence=x %}{{ x }}{% endconfirm %}",
        "{% button label=x why_not=x %}",
        "{% link_button url=x label=x %}",
        "{% step url=x label=x why_not=x %}",
        "{% copyable value=x %}",
        "{% progress done=1 total=2 label=x %}",
        "{% qr src=x caption=x %}",
        "{% badge state=x word=x %}",
        "{% diff before=x after='' %}",
        "{% diff before='' after=x %}",
        "{% diff before=x after=x %}",
        "{% icon name=x label=x %}",
    ],
)
def test_text_of_people_never_becomes_markup(source):
    html = rendered(source, x=HOSTILE)
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_the_road_says_for_whom_it_waits_and_since_when():
    stations = [
        Station("提诺", "done", at=date(2011, 3, 2), by="王某"),
        Station("审诺", "here", at=date(2011, 3, 5), waiting_for="清河镇党委"),
        Station("定诺"),
    ]
    html = rendered("{% road stations=stations %}", stations=stations)
    assert "由王某" in html
    assert "等清河镇党委" in html
    assert "自" in html
    assert "3月5日" in html
    assert html.count('aria-current="step"') == 1


def test_an_error_stands_beside_its_box_and_in_the_summary():
    form = SampleForm({"name": "", "deed": "修路", "kind": "deed", "reads": "full"})
    summary = rendered("{% error_summary form=form %}", form=form)
    assert '<a href="#id_name">姓名：请填写这一项。</a>' in summary
    html = rendered('{% field field=form.name hint="与名册一致" %}', form=form)
    assert 'aria-describedby="id_name_hint id_name_helptext id_name_error"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-invalid="true"' in html


def test_a_box_keeps_what_was_typed():
    form = SampleForm({"name": "", "deed": "修路<b>"})
    assert "修路&lt;b&gt;</textarea>" in rendered("{% field field=form.deed %}", form=form)


def test_a_moment_is_shown_in_local_time():
    html = rendered("{% moment at=at %}", at=datetime(2011, 3, 1, 17, 30, tzinfo=UTC))
    assert "2011年3月2日 01:30" in html


@pytest.mark.parametrize(
    ("attributes", "words"),
    [("", "3月9日（还有7天）"), ("plain=True", "3月9日"), ("until=True", "3月9日前（还有7天）"),
     ("plain=True until=True", "3月9日前")],
)  # fmt: skip
def test_a_day_is_said_with_the_days_that_remain_and_before_it_where_that_is_meant(attributes, words):
    with time_machine.travel(datetime(2011, 3, 2, 1, tzinfo=UTC), tick=False):
        assert f">{words}</time>" in rendered(f"{{% said day=day {attributes} %}}", day=date(2011, 3, 9))


def test_a_day_that_is_not_known_shows_nothing():
    assert rendered("{% said day=day %}{% moment at=day %}", day=None) == ""


def test_the_years_are_links_but_the_one_that_is_shown():
    html = rendered("{% years among=years here=2011 %}", years=[2012, 2011])
    assert '<a href="?year=2012">2012年</a>' in html
    assert "<strong>2011年</strong>" in html
    assert rendered("{% years among=years here=2011 %}", years=[2011]).strip() == ""


def test_the_pager_keeps_the_rest_of_the_address():

    request = RequestFactory().get("/x/?stage=proposed&page=2")
    page = Paginator(range(150), 50).get_page(2)
    html = Template("{% pager page=page %}").render(RequestContext(request, {"page": page}))
    assert "?stage=proposed&amp;page=1" in html
    assert "?stage=proposed&amp;page=3" in html


def test_a_finished_progress_asks_no_more():
    running = rendered('{% progress done=1 total=2 label="生成" url="/p/" %}')
    done = rendered('{% progress done=2 total=2 label="生成" url="/p/" is_done=True %}')
    assert 'hx-get="/p/"' in running
    assert "hx-get" not in done


def test_a_word_kept_as_safe_does_not_make_the_same_word_safe_when_it_was_typed():
    rendered('{% badge state="kept" word="<b>" %}{% icon name="late" label="<b>" %}')
    html = rendered("{% badge state='kept' word=word %}{% icon name='late' label=word %}", word="<b>")
    assert "<b>" not in html
