"""A person's name on the web: in full only with the person's consent, else 姓+某 (C48)."""

from jiannuo.orgs.models import Member, Organisation

_TWO_CHARACTER_SURNAMES = frozenset(
    "欧阳司马诸葛上官司徒夏侯皇甫尉迟公孙慕容令狐东方端木长孙宇文司空独孤南宫西门轩辕百里呼延闻人澹台钟离濮阳淳于鲜于单于申屠太叔仲孙"[
        i : i + 2
    ]
    for i in range(0, 64, 2)
)


def public_name(organisation: Organisation, member: Member | None) -> str:
    """Whose pledge, as it may be said today: consent is asked of the roster at this moment, not of a copy."""
    if member is None:
        return organisation.name
    return member.name if member.consents_to_name else masked(member.name)


def masked(name: str) -> str:
    """周某; 欧阳某. A surname alone says which family, not which person."""
    surname = name[:2] if name[:2] in _TWO_CHARACTER_SURNAMES and len(name) > 2 else name[:1]
    return f"{surname}某"
