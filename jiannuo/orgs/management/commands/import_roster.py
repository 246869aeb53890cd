from argparse import ArgumentParser
from pathlib import Path
from shutil import copyfile
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jiannuo.base.errors import Refusal
from jiannuo.orgs.models import ImportBatch, Organisation
from jiannuo.orgs.roster.actions.arrival import folder
from jiannuo.orgs.roster.actions.writing import import_file

_NOTHING = "没有一行可以导入。党支部还没有建立的，加上 --found-branches 按名册建立；其他原因见 --report 写出的表格。"


class Command(BaseCommand):
    help = "Read a roster of members (.xls, .xlsx) into the organisations at or below CODE."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--under", required=True, metavar="CODE", help="code of the organisation it is for")
        parser.add_argument("--report", type=Path, metavar="OUT.xlsx", help="where the refused rows go")
        parser.add_argument(
            "--found-branches", action="store_true", help="found what the tree lacks: on a new one, all"
        )

        parser.add_argument(
            "--accept-doubtful",
            metavar="ROWS",
            default="",
            help="doubtful rows that are other people than their namesakes: all, or 3,7 or SHEET!3,SHEET!7",
        )

    def handle(self, *_: object, **options: Any) -> None:
        try:
            scope = Organisation.objects.get(code=options["under"])
            batch = import_file(
                organisation=scope,
                path=options["file"],
                founds_branches=options["found_branches"],
                accepted=_rows(options["accept_doubtful"]),
            )
        except Organisation.DoesNotExist as error:
            raise CommandError(f"没有代码为“{options['under']}”的党组织。") from error
        except OSError as error:
            raise CommandError(f"文件读不到：{options['file']}") from error
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from refusal
        if options["report"]:
            copyfile(folder() / batch.report, options["report"])
        said = {
            "new": "added 新增",
            "update": "updated 更新",
            "unchanged": "unchanged 无变化",
            "refused": "refused 未通过",
        } | ({"doubt": "in doubt 存疑"} if batch.counts["doubt"] else {})
        print(", ".join(f"{label} {batch.counts[key]}" for key, label in said.items()))
        _say_doubts(batch, is_asked=bool(options["accept_doubtful"]))
        print("\n".join(batch.notes), end="\n" if batch.notes else "")
        left_out = batch.counts["refused"] + batch.counts["doubt"]
        if left_out and left_out == sum(batch.counts[key] for key in said):
            raise CommandError(_NOTHING)


def _rows(typed: str) -> list[str] | None:
    """None: all of them."""
    if typed.strip().lower() == "all":
        return None
    return [row.strip() for row in typed.replace("，", ",").split(",") if row.strip()]


def _say_doubts(batch: ImportBatch, *, is_asked: bool) -> None:
    """How many were in doubt, how many of them went in, and where the others stand in the file."""
    left = batch.counts["doubt"]
    if is_asked:
        print(
            f"存疑 {left + len(batch.sure)} 行，其中 {len(batch.sure)} 行按 --accept-doubtful 编入，{left} 行没有导入。"
        )
    if left:
        print("存疑的行没有导入，原因见 --report 写出的表格。")
        print("不是同一人的，加上 --accept-doubtful 和行号（全部用 all）再导入一次，或在网页上导入，逐行勾选确认。")
