"""What a database raises, whichever it is. Each is one line in the database's own words."""

from __future__ import annotations


class DatabaseError(Exception):
    """The database cannot do it."""


class OperationalError(DatabaseError):
    """For no fault of what was asked: it is locked, full, not there. Later the same may work."""


class DatabaseLockedError(OperationalError):
    """Another program holds it: it may be done in a while."""


class DatabaseAwayError(OperationalError):
    """No server answers there, or it is not ready yet: it may be in a while."""


class LostLockError(DatabaseError):
    """Another process is at work on the database now. Nothing that this one does is kept: let it end."""


class ConflictError(DatabaseError):
    """A key is taken, or what a row refers to is not there. Nothing more can be done in this transaction: let
    it be taken back. Where a row may be there already, say so in the statement (`ON CONFLICT`)."""
