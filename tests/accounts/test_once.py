"""A form sent twice acts once: what is remembered of it, and what may be sent again."""

import uuid

import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from jiannuo.accounts.models import Submission
from jiannuo.accounts.once import OnceMiddleware, acted
from jiannuo.orgs.models import Sector


def _written(name: str) -> None:
    Sector.objects.create(code=name, name=name, classes=[])


def _redirected(request: HttpRequest) -> HttpResponse:
    _written("x")
    return HttpResponseRedirect("/there/")


def _refused(request: HttpRequest) -> HttpResponse:
    _written("x")
    return HttpResponse(status=422)


def _sent_back(request: HttpRequest) -> HttpResponse:
    response = _redirected(request)
    response.is_refusal = True
    return response


def _partly(request: HttpRequest) -> HttpResponse:
    _written("x")
    return acted(request, HttpResponse(status=422))


@pytest.fixture
def send(county):
    def sent(view, key=None, who="member", method="post"):
        address = "/form/?page=2"
        request = getattr(RequestFactory(), method)(address, {"once": str(key)} if key else {})
        request.user = county.users[who]
        return OnceMiddleware(view)(request)

    return sent


def _traces():
    return Sector.objects.filter(code="x").count(), Submission.objects.count()


@pytest.mark.parametrize(
    ("view", "traces"),
    [(_redirected, (1, 1)), (_partly, (1, 1)), (_refused, (0, 0)), (_sent_back, (0, 0))],
)
def test_an_answer_that_is_an_act_stays_and_any_other_leaves_nothing(send, view, traces):
    send(view, uuid.uuid4())
    assert _traces() == traces


def test_the_same_form_again_is_led_to_where_its_act_is_seen(send):
    key = uuid.uuid4()
    for view, seen in ((_redirected, "/there/"), (_partly, "/form/?page=2")):
        key = uuid.uuid4()
        Sector.objects.filter(code="x").delete()
        assert send(view, key).status_code in {302, 422}
        again = send(view, key)
        assert (again.status_code, again.url) == (302, seen)
        assert Sector.objects.filter(code="x").count() == 1


def test_a_form_that_was_refused_may_be_sent_again(send):
    key = uuid.uuid4()
    assert send(_refused, key).status_code == 422
    assert send(_redirected, key).url == "/there/"
    assert _traces() == (1, 1)


def test_a_key_is_one_persons(send):
    key = uuid.uuid4()
    send(_redirected, key)
    Sector.objects.filter(code="x").delete()
    send(_redirected, key, who="secretary")
    assert _traces() == (1, 2)


@pytest.mark.parametrize("key", [None, "no-key", ""])
def test_without_a_key_the_view_answers_for_itself(send, key):
    assert send(_refused, key).status_code == 422
    assert _traces() == (1, 0)


def test_reading_a_page_is_no_act(send):
    send(_redirected, uuid.uuid4(), method="get")
    assert _traces() == (1, 0)


def test_a_long_address_of_a_filtered_list_is_kept_whole(send):
    """PostgreSQL holds a column to its length: a ledger asked for forty Chinese words has an address of thousands."""
    key, address = uuid.uuid4(), "/ledger/?q=" + "%E6%89%BF" * 400
    send(lambda _: HttpResponseRedirect(address), key)
    assert send(_refused, key).url == address
    assert Submission._meta.get_field("location").max_length is None
