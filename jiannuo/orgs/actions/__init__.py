"""Writing the tree, by noun: organisations, members, appointments, sign-ins. (A roster file: roster/actions.py.)"""

from jiannuo.orgs.actions.appointments import appoint
from jiannuo.orgs.actions.tree import found

__all__ = ["appoint", "found"]
