#!/usr/bin/env python
"""Commands of 践诺. `--data DIR` counts for every command: it must be known before the settings are read."""

import os
import sys

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


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiannuo.config.settings")  # noqa: TID251
    try:
        execute_from_command_line(take_data_folder(sys.argv))
    except ImproperlyConfigured as error:
        sys.exit(str(error))
