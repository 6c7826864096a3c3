"""Work that several checks need, done once for a lint run and forgotten with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from perflint.checks.context import Context

T = TypeVar("T")

_DONE: WeakKeyDictionary[Context, dict[str, Any]] = WeakKeyDictionary()


def once(context: Context, key: str, work: Callable[[], T]) -> T:
    """The result of ``work`` for this run, worked out at the first call with this key."""
    done = _DONE.setdefault(context, {})
    if key not in done:
        done[key] = work()
    result: T = done[key]
    return result
