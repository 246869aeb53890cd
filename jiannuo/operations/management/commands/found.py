"""manage.py found: the first organisation of an empty database and the sign-in of its secretary."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jiannuo.base.errors import Refusal
from jiannuo.operations import wording
from jiannuo.operations.actions import begin
from jiannuo.operations.preparation import is_set_up
from jiannuo.orgs.models import OrgLevel


class Command(BaseCommand):
    help = "Found the topmost organisation of an empty database, open this year's round and issue the first sign-in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="全称，如：中共云川县委员会")
        parser.add_argument("--code", required=True, help="组织代码")
        parser.add_argument("--level", choices=OrgLevel.values, default=OrgLevel.COUNTY)
        parser.add_argument("--secretary", required=True, metavar="NAME", help="书记姓名")
        parser.add_argument("--data", metavar="DIR", help="the data folder that ./run was given (default: data/)")

    def handle(self, *, name: str, code: str, level: str, secretary: str, **_: Any) -> None:
        if not is_set_up():
            raise CommandError(wording.not_set_up())
        try:
            user, password = begin(name, code, level, secretary, by=None)
        except Refusal as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(
            f"已建立{name}。书记{secretary}的用户名：{user.username}，初始密码：{password}（首次登录须更换）"
        )
        self.stdout.write(
            "登录后「应办」列着先做的事：建立下级党组织、导入名册、发放登录账号、任命不在名册上的人、设立系统与指导小组。"
        )
