"""Regular expressions that are compiled when they are first used: importing the reader costs next to nothing."""

import re
from typing import Any, cast


class _Later:
    """Stands for a compiled pattern until somebody asks it for one of its methods."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        method = getattr(re.compile(self.pattern, self.flags), name)
        setattr(self, name, method)
        return method


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, later."""
    return cast("re.Pattern[str]", _Later(pattern, flags))
