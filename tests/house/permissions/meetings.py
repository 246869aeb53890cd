"""Who may open which address of `meetings` and act there."""

from tests.house.permissions.roles import HERE, OF_BRANCH, REACH, Row, button, form, page, version

_MEETING = {"kind": "leaders", "held_at": "2011-03-15T09:00", "place": "村委会", "chair": "李书记"}

ROWS: tuple[Row, ...] = (
    page("meetings:list", "branch", OF_BRANCH),
    form("meetings:create", "branch", HERE, HERE, lambda _: _MEETING, told=OF_BRANCH - HERE),
    page("meetings:meeting", "meeting", REACH),
    form("meetings:edit", "meeting", HERE, HERE, lambda _: _MEETING, told=REACH - HERE),
    button("meetings:cancel", "meeting", REACH, HERE),
    button("meetings:citizens", "meeting", REACH, HERE, lambda _: {"reason": "机关支部，没有群众。"}),
    button("meetings:enrol", "meeting", REACH, HERE, lambda _: {"category": "leader", "names": "到会丙"}),
    button("meetings:roll", "meeting", REACH, HERE, lambda _: {}),
    button("meetings:minutes", "meeting", REACH, HERE, lambda w: {"minutes": "同意。"} | version(w)),
    button("meetings:close", "meeting_with_minutes", REACH, HERE),
)
