from jiannuo.duties import queries as duties
from jiannuo.orgs.models import Organisation
from jiannuo.rounds.models import Round

_FEW = 10


def parts_that_stir(round_: Round) -> list[Organisation]:
    """Where somebody came or left since the round was reckoned: a few branches, or the parts below the top."""
    paths = duties.stirred(round_)
    if len(paths) <= _FEW:
        here = list(Organisation.objects.filter(path__in=paths).order_by("path"))
        if len(here) == len(paths):
            return here
    below_top = Organisation.objects.filter(parent=round_.organisation_id).order_by("path")
    parts = [part for part in below_top if any(path.startswith(part.path or "") for path in paths)]
    is_all = all(any(path.startswith(part.path or "") for part in parts) for path in paths)
    return parts if is_all else [round_.organisation]  # somebody of the top itself, or of a place that has moved
