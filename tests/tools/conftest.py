"""The school of the admins' tests, for what is done beside it in the terminal."""

from tests.chat.school.conftest import closed, grace

__all__ = ["closed", "grace"]
