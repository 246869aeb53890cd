"""Two officers with open pages, in any order of looking, typing and saving: nobody overwrites what he has not seen."""

import random

import pytest
import time_machine

from jiannuo.appraisal.actions.comment import Entry, judge
from jiannuo.appraisal.judging import Word, items_before, judged, word_of
from jiannuo.appraisal.models import BranchComment, Judgement
from jiannuo.base.errors import Stale
from tests.appraisal.gathering import NOW, filed, held

pytestmark = [pytest.mark.django_db]
WORDS = [Word(verdict, text) for verdict in (Judgement.BEHIND, Judgement.KEPT) for text in ("", "抓紧", "做得好")]


def _shown(comment):
    comment = BranchComment.objects.prefetch_related("lines").get(pk=comment.pk)
    return {row.key: row.word for row in judged(items_before(comment.organisation, comment.round), comment)}


@pytest.mark.parametrize("seed", range(8))
@time_machine.travel(NOW, tick=False)
def test_whatever_the_order_only_seen_words_are_replaced(county, seed):
    filed(county, county.member)
    filed(county, county.co_member, "每周给2户独居老人挑水一次")
    comment, dice = held(county), random.Random(seed)  # noqa: S311
    pages = {who: _shown(comment) for who in ("secretary", "organiser")}
    refused = written = 0
    for _ in range(25):
        who = dice.choice(sorted(pages))
        if dice.random() < 0.3:
            pages[who] = _shown(comment)
            continue
        page, before = pages[who], _shown(comment)
        typed = {key: dice.choice([page[key], *WORDS]) for key in page}
        entries = {key: Entry(word, page[key].mark) for key, word in typed.items()}
        unseen = {k for k, w in typed.items() if w != page[k] and before[k] not in {page[k], w}}
        try:
            judge(comment, entries, by=county.users[who])
        except Stale:
            refused += 1
            assert unseen
            assert _shown(comment) == before
            continue
        assert not unseen
        written += 1
        expected = {key: typed[key] if typed[key] != page[key] else before[key] for key in page}
        assert _shown(comment) == expected
        pages[who] = pages[who] | {key: word for key, word in typed.items() if word != page[key]}
    assert (refused > 0, written > 0) == (True, True)


def test_a_mark_tells_a_word_from_every_other():
    marks = {Word(verdict, text).mark for verdict in ("", *Judgement.values) for text in ("", "a", "\na", "kept")}
    assert len(marks) == (1 + len(Judgement)) * 4
    assert word_of(None) == Word()
