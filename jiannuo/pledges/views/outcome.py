"""What became of an act on many, kept for the page that tells it."""

from dataclasses import dataclass

from jiannuo.accounts.http import Request


@dataclass(frozen=True, slots=True)
class Outcome:
    done: int
    refused: list[tuple[str, str]]  # (whose, why not)


def remember(request: Request, what: str, done: int, refused: list[tuple[str, str]]) -> None:
    request.session[f"outcome_{what}"] = {"done": done, "refused": refused}


def outcome_of(request: Request, what: str) -> Outcome | None:
    """The last one of this sort in this session; None before the first."""
    kept = request.session.get(f"outcome_{what}")
    return Outcome(kept["done"], [(whose, why) for whose, why in kept["refused"]]) if kept else None
