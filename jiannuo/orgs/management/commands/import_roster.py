from argparse import ArgumentParser
from pathlib import Path
from shutil import copyfile
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jiannuo.base.errors import Refusal
from jiannuo.orgs.models import Organisation
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

    def handle(self, *_: object, **options: Any) -> None:
        try:
            scope = Organisation.objects.get(code=options["under"])
            batch = import_file(organisation=scope, path=options["file"], founds_branches=options["found_branches"])
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
        if batch.counts["doubt"]:
            print("存疑的行没有导入，原因见 --report 写出的表格；不是同一人的，请在网页上导入这张表，逐行勾选确认。")
        print("\n".join(batch.notes), end="\n" if batch.notes else "")
        left_out = batch.counts["refused"] + batch.counts["doubt"]
        if left_out and left_out == sum(batch.counts[key] for key in said):
            raise CommandError(_NOTHING)
