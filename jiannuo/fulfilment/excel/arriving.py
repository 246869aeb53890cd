"""The file that was sent, as rows: read in a process of its own, before any transaction is open."""

from pathlib import Path
from tempfile import NamedTemporaryFile

from jiannuo.base.errors import Refusal
from jiannuo.base.excel.reading import read
from jiannuo.fulfilment.excel.comparing import Told, rows_of_file

MOST_ROWS = 20_000


def told_in(content: bytes) -> tuple[list[Told], dict[str, dict[str, str]]]:
    """(the rows, {key: the cells when the file went out}). The file itself is not kept."""
    with NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(content)
        file.flush()
        told, base = rows_of_file(read(Path(file.name), with_hidden=True))
    if len(told) > MOST_ROWS:
        raise Refusal(f"文件有{len(told)}行，最多{MOST_ROWS}行。请按乡镇分成几个文件导出、修改。")
    return told, base
