"""Issuing, changing and ending sign-ins, and marking a database as a demo. Nobody registers himself.

The journal is a room above: whoever calls these on behalf of somebody (orgs, demo) writes the line.
"""
# ruff: noqa: ARG001 - `by` is part of every action's shape, see above

import secrets
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import transaction

from jiannuo.accounts.models import DemoDoor, Installation, User
from jiannuo.base.errors import Refusal
from jiannuo.base.free_names import until_free

# Read aloud and typed from paper: no letter that looks like a figure.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 2, 5


def initial_password() -> str:
    """abcde-23456: ten characters, about 49 bits, good for one sign-in."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))


@dataclass(frozen=True, slots=True)
class FirstPassword:
    """For the slip, and for the database."""

    words: str
    hashed: str


def first_password() -> FirstPassword:
    """Hashing takes a while: whoever needs many makes them before opening a transaction."""
    words = initial_password()
    return FirstPassword(words, make_password(words))


def _free_username(stem: str) -> str:
    """The stem with the first free number: zdy1, zdy2, …"""
    taken = set(User.objects.filter(username__startswith=stem).values_list("username", flat=True))
    number = 1
    while f"{stem}{number}" in taken:
        number += 1
    return f"{stem}{number}"


@transaction.atomic
def open_sign_in(
    *, by: User | None, stem: str, display_name: str, first: FirstPassword | None = None
) -> tuple[User, str]:
    """A new sign-in and its first password, which is told once and must be changed at the first sign-in."""
    first = first or first_password()
    user = until_free(
        lambda: _free_username(stem), lambda name: User.objects.create_user(name, display_name=display_name)
    )
    user.password, user.must_change_password = first.hashed, True
    user.save(update_fields=["password", "must_change_password"])
    return user, first.words


@transaction.atomic
def reset_password(user: User, *, by: User | None, first: FirstPassword | None = None) -> str:
    """A new first password; whoever is signed in with the old one is signed out by it."""
    user = User.objects.select_for_update().get(pk=user.pk)
    first = first or first_password()
    user.password = first.hashed
    user.must_change_password = True
    user.is_active = True
    user.save(update_fields=["password", "must_change_password", "is_active"])
    return first.words


@transaction.atomic
def change_password(user: User, password: str, *, by: User) -> None:
    """One's own password, and nobody else's. The form has judged its strength."""
    if user.pk != by.pk:
        raise Refusal("只能修改自己的密码。忘记密码的，请由支部重新发放。")
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])


@transaction.atomic
def close_sign_in(user: User, *, by: User | None) -> None:
    """The person has left: nobody signs in with it any more; what was done with it stays."""
    User.objects.filter(pk=user.pk).update(is_active=False)


@transaction.atomic
def set_large_print(user: User, *, by: User, is_on: bool) -> None:
    """大字版, kept with the sign-in, so that every device shows it."""
    if user.pk == by.pk:
        User.objects.filter(pk=user.pk).update(is_large_print=is_on)


@transaction.atomic
def set_email(user: User, email: str, *, by: User) -> None:
    """Where the person wants reminders sent, or "" for nowhere. One's own, and nobody else's."""
    if user.pk == by.pk:
        User.objects.filter(pk=user.pk).update(email=email)


@transaction.atomic
def mark_as_demo(*, by: User | None) -> None:
    """Say once that this database is a demo. Called by the demo's loader on an empty database, never by a page."""
    Installation.objects.update_or_create(pk=1, defaults={"is_demo": True})


@transaction.atomic
def open_door(user: User, *, by: User | None, label: str, note: str = "", position: int = 0) -> DemoDoor:
    """Offer one person of the demo on the sign-in page: "支部书记", "柳树湾村党支部 李书记"."""
    door, _ = DemoDoor.objects.update_or_create(
        user=user, defaults={"label": label, "note": note, "position": position}
    )
    return door
