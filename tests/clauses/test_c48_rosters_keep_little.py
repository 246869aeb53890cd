"""C48: a roster keeps what the forms need and nothing else; names go on the web with consent only."""

import pytest
from django.apps import apps
from django.urls import reverse

from jiannuo.orgs.models import Member
from jiannuo.orgs.roster.actions.arrival import folder
from jiannuo.orgs.roster.actions.writing import import_file
from tests.orgs.sheets import CAPTIONS, grid, number, row, xlsx

NEVER_KEPT = {"民族": "土家族", "学历": "大学本科", "联系电话": "13900000001", "家庭住址": "清河镇柳树湾村三组"}


@pytest.fixture
def imported(county, tmp_path, settings, django_capture_on_commit_callbacks):
    settings.MEDIA_ROOT = tmp_path / "files"
    told = {**row("赵明", 公民身份号码=number("19700501", 9)), **NEVER_KEPT}
    path = xlsx(tmp_path / "a.xlsx", grid(told, captions=[*CAPTIONS, *NEVER_KEPT]))
    with django_capture_on_commit_callbacks(execute=True):
        return import_file(organisation=county.town, path=path)


def test_c48_what_the_forms_do_not_need_is_kept_in_no_table_and_no_file(imported):
    rows = [str(list(model._default_manager.values())) for model in apps.get_models()]
    files = [f.read_bytes() for f in folder().iterdir()]
    for secret in (*NEVER_KEPT.values(), number("19700501", 9)):
        assert not [text for text in rows if secret in text]
        assert not [data for data in files if secret.encode() in data]


def test_c48_the_identity_hash_differs_under_another_key(imported, county, tmp_path, settings):
    before = Member.objects.get(name="赵明").identity_hash
    settings.IDENTITY_KEY = b"another installation"
    lines = grid(row("孙丽", 公民身份号码=number("19700501", 9)))
    import_file(organisation=county.other_town, path=xlsx(tmp_path / "b.xlsx", lines))
    assert before
    assert not Member.objects.filter(name="孙丽", identity_hash=before).exists()


def test_c48_nobodys_full_name_goes_on_the_web_before_consent(imported):
    assert Member.objects.get(name="赵明").consents_to_name is False


def test_c48_the_page_of_a_member_shows_neither_number_nor_hash(imported, county):
    member = Member.objects.get(name="赵明")
    text = county.client("secretary").get(reverse("orgs:member", args=[member.pk])).text
    assert "赵明" in text
    assert member.identity_hash not in text
