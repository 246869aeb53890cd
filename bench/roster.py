"""Import a county's roster of 40,000 members and say how long it takes.

    .venv/bin/python bench/roster.py [ROWS]

Makes the file and an empty database in a temporary folder; DATABASE_URL is honoured. Prints seconds for a first import,
for the same file again, and for one in which every tenth row has changed.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="roster-"))
os.environ["JIANNUO_DATA"] = str(FOLDER)
os.environ["DJANGO_SETTINGS_MODULE"] = "jiannuo.config.settings"
sys.path.insert(0, str(Path(__file__).parents[1]))

import django

django.setup()

import xlsxwriter
from django.core.management import call_command

from jiannuo.orgs.actions import found
from jiannuo.orgs.models import Member, Organisation, OrgKind, OrgLevel
from jiannuo.orgs.roster.actions.writing import import_file
from jiannuo.orgs.roster.values import check_digit

CAPTIONS = [
    "序号",
    "姓名",
    "性别",
    "公民身份号码",
    "出生日期",
    "入党日期",
    "所在党支部",
    "单位及职务",
    "人员类别",
    "是否流动党员",
]
TOWNS, PER_BRANCH = 22, 22
GIVEN, FAMILY = "建国文军平英秀华德志明海燕春梅玉兰", "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张"


def build_tree(branches: int) -> tuple[Organisation, list[str]]:
    county = found(
        by=None, parent=None, code="C", name="中共测试县委员会", kind=OrgKind.COMMITTEE, level=OrgLevel.COUNTY
    )
    towns = [
        found(
            by=None,
            parent=county,
            code=f"T{n}",
            name=f"中共第{n}镇委员会",
            kind=OrgKind.COMMITTEE,
            level=OrgLevel.TOWNSHIP,
        )
        for n in range(TOWNS)
    ]
    names = []
    for n in range(branches):
        town = towns[n % TOWNS]
        names.append(f"第{n % TOWNS}镇第{n}村党支部")
        found(by=None, parent=town, code=f"B{n}", name=names[-1], kind=OrgKind.BRANCH)
    return county, names


def person(n: int, names: list[str], *, changed: bool) -> list[object]:
    name = FAMILY[n % len(FAMILY)] + GIVEN[n // 7 % len(GIVEN)] + GIVEN[n // 131 % len(GIVEN)]
    year, month, day = 1940 + n % 60, 1 + n % 12, 1 + n % 28
    first = f"420322{year}{month:02d}{day:02d}{n // 420 * 2 + n % 2:03d}"
    post = "村民小组长" if changed and n % 10 == 0 else "村民"
    sex = "男" if n % 2 else "女"
    number = first + check_digit(first)
    return [
        n + 1,
        name,
        sex,
        number,
        f"{year}-{month:02d}-{day:02d}",
        f"{year + 25}年7月",
        names[n // PER_BRANCH],
        post,
        "正式党员",
        "否",
    ]


def write_file(rows: int, names: list[str], *, changed: bool) -> Path:
    path = FOLDER / f"roster-{changed}.xlsx"
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("党员名册")
        sheet.write_string(0, 0, "测试县党员名册")
        sheet.write_row(1, 0, CAPTIONS)
        for n in range(rows):
            sheet.write_row(n + 2, 0, person(n, names, changed=changed))
    return path


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 40_000
    call_command("migrate", verbosity=0)
    county, names = build_tree(-(-rows // PER_BRANCH))
    for label, changed in (("first import", False), ("the same again", False), ("every tenth changed", True)):
        path = write_file(rows, names, changed=changed)
        began = time.perf_counter()
        batch = import_file(organisation=county, path=path)
        seconds = time.perf_counter() - began
        print(f"{label:22} {rows} rows, {path.stat().st_size / 1e6:.1f} MB: {seconds:.1f} s  {batch.counts}")
    print(f"members: {Member.objects.count()}")


main()
