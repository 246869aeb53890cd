#!/usr/bin/env python
"""Commands of 践诺. `--data DIR` counts for every command: it must be known before the settings are read."""

import os
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def take_data_folder(arguments: list[str]) -> list[str]:
    """Hand `--data DIR` or `--data=DIR` to the settings and return the other arguments."""
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        name, equals, value = argument.partition("=")
        if name != "--data":
            rest.append(argument)
            continue
        folder = value if equals else next(waiting, "")
        if not folder:
            sys.exit("--data needs a folder: --data DIR\n--data 后面要写文件夹的位置。")
        os.environ["JIANNUO_DATA"] = folder  # noqa: TID251
    return rest


def why_not_yet(arguments: list[str]) -> str:
    """`found` needs what `./run` has set up; the settings would make a folder where none is meant to be."""
    folder = Path(os.environ.get("JIANNUO_DATA") or Path(__file__).resolve().parent / "data").expanduser()  # noqa: TID251
    if arguments[1:2] != ["found"] or {"-h", "--help"} & set(arguments) or (folder.is_dir() and any(folder.iterdir())):
        return ""
    return (
        f"Nothing has been set up in {folder} yet. Start once: ./run --no-demo --data {folder}\n"
        f"{folder} 里还没有数据库。请先启动一次：./run --no-demo --data {folder}，再照屏幕上给出的命令建立；"
        "数据在别处的，用 --data 写明文件夹。"
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiannuo.config.settings")  # noqa: TID251
    try:
        arguments = take_data_folder(sys.argv)
        if reason := why_not_yet(arguments):
            sys.exit(reason)
        execute_from_command_line(arguments)
    except ImproperlyConfigured as error:
        sys.exit(str(error))
