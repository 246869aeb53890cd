"""Who may open which address of `papers` and act there."""

from tests.house.permissions.roles import NONE, OF_BRANCH, OF_PLEDGE, OWN, REACH, Row, form, page

ROWS: tuple[Row, ...] = (
    page("papers:pledge_pdf", "draft", OWN),
    page("papers:pledge_docx", "draft", OWN),
    page("papers:minutes_docx", "sitting", REACH),
    page("papers:pledge_pdf", "filed", OF_PLEDGE),
    page("papers:pledge_docx", "filed", OF_PLEDGE),
    form("papers:batch_create", "branch_with_filed", OF_BRANCH, REACH, lambda _: {"kind": "pdf", "copies": "display"}),
    page("papers:batch_detail", "batch", frozenset({"secretary"})),
    page("papers:batch_file", "batch", NONE, told=frozenset({"secretary"})),
)
