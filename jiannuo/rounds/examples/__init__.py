"""C4: example items per class of organisation, shown beside the boxes where no guiding body has written its own."""

from jiannuo.orgs.models import OrgClass
from jiannuo.rounds.examples.member import MEMBER
from jiannuo.rounds.examples.organisation import ORGANISATION
from jiannuo.rounds.models import Subject

Examples = dict[str, list[str]]
_BUILT_IN: dict[str, dict[OrgClass, dict[str, tuple[str, ...]]]] = {
    Subject.ORGANISATION: ORGANISATION,
    Subject.MEMBER: MEMBER,
}


def built_in(org_class: str, subject: str) -> Examples:
    """{kind: example items} of one class and subject."""
    return {kind: list(texts) for kind, texts in _BUILT_IN[subject][OrgClass(org_class)].items()}
