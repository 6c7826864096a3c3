"""What can go wrong, each with the exit code and one clear line for the person."""

from __future__ import annotations


class PerflintError(Exception):
    """An error with a message for the user, in Chinese. ``exit_code`` is the process's."""

    exit_code = 2


class UsageError(PerflintError):
    """A wrong option, parameter, rule file or configuration."""


class UnreadableFile(PerflintError):
    """A file that cannot be read: broken, encrypted, too large, of no known kind."""


class MissingExtra(UnreadableFile):
    """A reader that needs an extra which is not installed; the message names the extra."""


class NoTargetTable(PerflintError):
    """A file that was read but holds no target table; the message names the tables seen."""

    exit_code = 3
