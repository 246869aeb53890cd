from jiannuo.duties import queries as duties
from jiannuo.rounds.models import Round
from jiannuo.rounds.queries import current


def round_that_stirs() -> Round | None:
    """The current round, when somebody came or left, or its calendar was changed since it was last reckoned."""
    round_ = current()
    return round_ if round_ and duties.stirs(round_) else None
