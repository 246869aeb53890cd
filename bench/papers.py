"""Figures of the printed forms. From the root of the checkout: .venv/bin/python -m bench.papers

CPU time of this process (both cores count), so that a busy machine does not blur it; memory is the peak of the process.
"""

import io
import os
import resource
import time
from datetime import UTC, datetime

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiannuo.config.settings")
django.setup()

from jiannuo.papers import pdf, word
from jiannuo.papers.binding import Binder
from jiannuo.papers.copies import Copy
from jiannuo.papers.member_pledge import MemberPledge
from jiannuo.papers.printing import AT_A_TIME

AT = datetime(2011, 3, 1, tzinfo=UTC)
PLEDGES = 1500


def copies_of(number: int) -> list[MemberPledge]:
    """The three copies of one member's pledge; every pledge differs."""
    return [
        MemberPledge(
            标题="2011年党员公开承诺书",
            姓名=f"周大有{number}",
            性别="男",
            年龄=str(20 + number % 60),
            入党年月="1995年7月",
            单位及职务=f"清河镇柳树湾村{number % 12 + 1}组村民",
            共性承诺="自觉遵守党章和法规纪律，廉洁自律，不参与赌博和封建迷信活动，带头移风易俗。",
            岗位承诺=f"1、每月为村里水泥巷道洒水{number % 4 + 1}次；\n2、年内带动{number % 30 + 2}户发展早熟梨20亩。",
            实事承诺=f"6月底前修好村口水渠{number % 90 / 10}公里；每月走访第{number}户困难群众1次。",
            copy=copy,
            code=f"7Q2M-K9TX-{number:04}",
            link=f"https://cn.example.org/v/7Q2MK9TX{number:04}/",
        )
        for copy in Copy
    ]


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def one_pledge() -> None:
    pdf.render(copies_of(0), at=AT)
    times = []
    for number in range(1, 41):
        start = time.process_time()
        pdf.render(copies_of(number), at=AT)
        times.append((time.process_time() - start) * 1000)
    times.sort()
    print(f"one pledge, three copies, PDF:    median {times[20]:5.1f} ms   p95 {times[37]:5.1f} ms")


def one_word_file() -> None:
    start = time.process_time()
    for number in range(20):
        word.render(copies_of(number))
    print(f"one pledge, three copies, .docx:  mean   {(time.process_time() - start) * 50:5.1f} ms")


def township() -> None:
    out = io.FileIO(os.devnull, "wb")
    binder = Binder(out)
    start, wall = time.process_time(), time.perf_counter()
    for first in range(0, PLEDGES, AT_A_TIME):
        forms = [form for number in range(first, first + AT_A_TIME) for form in copies_of(number)]
        binder.add(pdf.render(forms, at=AT))
    binder.close()
    cpu, wall = time.process_time() - start, time.perf_counter() - wall
    print(f"{PLEDGES} pledges as one file:        {binder.pages} pages, {cpu:.1f} s CPU, {wall:.1f} s")
    print(f"                                  {binder.pages / cpu:.0f} pages a second of CPU, peak memory {peak()} MB")


def long_text() -> None:
    [form, *_] = copies_of(0)
    endless = MemberPledge(标题=form.标题, 姓名=form.姓名, 实事承诺="修好村口水渠，" * 14286)
    start = time.process_time()
    pdf.render([endless], at=AT)
    print(f"a text of 100,000 characters:     {time.process_time() - start:5.2f} s CPU")


if __name__ == "__main__":
    one_pledge()
    one_word_file()
    township()
    long_text()
