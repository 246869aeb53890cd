"""What may be read by everybody, as publicity's check has approved it; papers prints it on the wall (C16, C48)."""

from django.db import transaction

from jiannuo.accounts.models import User
from jiannuo.journal.actions import record
from jiannuo.pledges.models import PledgeVersion, PublicWording


@transaction.atomic(savepoint=False)
def approve_wording(version: PledgeVersion, words: dict[str, str], *, by: User) -> PublicWording:
    """Keep the approved words with the text they are of; the caller has judged. Approved anew, they replace the old."""
    wording, _ = PublicWording.objects.update_or_create(version=version, defaults={"words": words, "by": by})
    record(by=by, verb="approve_wording", subject=version, path=version.pledge.path, passages=len(words))
    return wording
