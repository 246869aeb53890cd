"""Importing the reader compiles nothing: every server, worker and command starts the sooner for it."""

import re
import subprocess
import sys

import pytest

from jiannuo.pledges.reading.regex import regex

COMPILED = """
import gc, re, sys
import jiannuo.pledges.reading
from jiannuo.pledges.reading.regex import _Later
held = [v for n, m in sys.modules.items() if n.startswith("jiannuo.pledges.reading") for v in vars(m).values()]
later = [o for o in gc.get_objects() if isinstance(o, _Later)]
print(len(later) > 100, [v for v in held if isinstance(v, re.Pattern)], [o for o in later if len(vars(o)) > 2])
"""


def test_an_expression_is_compiled_when_it_is_first_used():
    broken = regex("(")
    with pytest.raises(re.error):
        broken.match("x")
    assert regex("a+", re.IGNORECASE).sub("-", "bAac") == "b-c"


def test_importing_the_reader_compiles_none():
    done = subprocess.run([sys.executable, "-c", COMPILED], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "[]", "[]"]
