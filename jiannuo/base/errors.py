"""What a person is told when something cannot be done."""


class Refusal(Exception):
    """An act refused, with the sentence shown to the person: what is wrong, where, what to do next."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Stale(Refusal):
    """Somebody saved the same thing in between. Carries the stored text so that both can be shown side by side."""

    def __init__(self, sentence: str, *, stored: object = None) -> None:
        super().__init__(sentence)
        self.stored = stored


def require(why_not: str) -> None:
    """Raise the refusal that a policy has stated; "" means that nothing stands against it."""
    if why_not:
        raise Refusal(why_not)
