from jiannuo.duties import queries as duties
from jiannuo.rounds.models import Round
from jiannuo.rounds.queries import current


def round_with_newcomers() -> Round | None:
    """The current round, when somebody in its territory has no duty in it yet or its day has been moved."""
    round_ = current()
    if round_ is None:
        return None
    top = round_.organisation
    stirs = (
        duties.new_members(round_, top).exists()
        or duties.new_organisations(round_, top).exists()
        or duties.moved(round_, top).exists()
    )
    return round_ if stirs else None
