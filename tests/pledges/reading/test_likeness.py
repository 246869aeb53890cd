import time

from jiannuo.pledges import reading


def test_width_signs_and_traditional_forms_do_not_make_a_text_another():
    others = [(1, "为群众义务理发,每月２次"), (2, "修建水渠3公里"), (3, "為群眾義務理髮，每月2次。")]
    assert reading.near_copies("为群众义务理发，每月2次", others, limit=5) == [(1, 1.0), (3, 1.0)]


def test_the_best_come_first_and_no_more_than_asked():
    others = [(n, "年底前修通村组水泥路三公里" + "嗯" * n) for n in range(4)]
    assert [key for key, _ratio in reading.near_copies("年底前修通村组水泥路三公里", others, limit=2)] == [0, 1]


def test_a_short_word_is_nobodys_copy():
    assert reading.near_copies("修路", [(1, "修路")], limit=5) == []


def test_one_against_twenty_thousand_is_quick():
    others = [(n, f"第{n}组今年修通水泥路{n % 97}公里，每月走访{n % 13}户困难群众") for n in range(20_000)]
    text = "我在汛期每天巡查河堤，发现险情十分钟内报告"
    reading.near_copies(text, others[:10], limit=5)
    best = min(_seconds(text, others) for _ in range(3))
    assert best < 0.05


def _seconds(text, others):
    started = time.process_time()
    reading.near_copies(text, others, limit=5)
    return time.process_time() - started
