"""All small sets of costs that add up exactly to an amount."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

# Up to this many projects every set is looked at (two halves of 4,096 sums); beyond it sets of up
# to four: the expected number of chance hits among larger ones makes them no evidence.
ALL_SIZES_UP_TO = 24
MOST_SHARED = 4


@dataclass(slots=True)
class Work:
    """A budget of steps; deterministic, so that the same input gives the same answer anywhere."""

    left: int
    complete: bool = True

    def take(self, steps: int = 1) -> bool:
        """Spend steps; False (and ``complete`` False) when the budget is used up."""
        self.left -= steps
        if self.left < 0:
            self.complete = False
        return self.left >= 0


@dataclass(slots=True)
class Sets:
    """Sets of costs (bit masks) by the amount they add up to, small sets first.

    ``all_sizes`` is False where only sets of up to ``MOST_SHARED`` were looked at.
    """

    by_amount: dict[int, list[int]]
    all_sizes: bool


def exact_subsets(
    costs: Sequence[int], amounts: Sequence[int], work: Work, most: int = 3000
) -> Sets:
    """For every amount the sets of costs that add up to it. Costs and amounts are positive fen.

    Where an amount has more than ``most`` sets, only small sets are looked at for all amounts.
    """
    wanted = sorted({amount for amount in amounts if amount > 0})
    if len(costs) <= ALL_SIZES_UP_TO:
        found = {}
        for amount in wanted:
            found[amount] = list(islice(_halves(costs, amount, work), most + 1))
            if len(found[amount]) > most:
                break
        else:
            return Sets({amount: _ordered(masks) for amount, masks in found.items()}, True)
    table = _Small(costs)
    return Sets({amount: _ordered(table.sets(amount, work, most)) for amount in wanted}, False)


def _ordered(masks: list[int]) -> list[int]:
    return sorted(masks, key=lambda mask: (mask.bit_count(), mask))


def _halves(costs: Sequence[int], amount: int, work: Work) -> Iterator[int]:
    """Meet in the middle: the sums of one half looked up for each sum of the other."""
    usable = [index for index, cost in enumerate(costs) if cost <= amount]
    half = len(usable) // 2
    sums: dict[int, list[int]] = defaultdict(list)
    for total, mask in _sums(costs, usable[:half], amount):
        sums[total].append(mask)
    others = _sums(costs, usable[half:], amount)
    # A sum of a half costs far less than a step of the search: sixteen count as one.
    if not work.take(1 + (len(others) + len(sums)) // 16):
        return
    for total, mask in others:
        for other in sums.get(amount - total, ()):
            if not work.take():
                return
            if joined := mask | other:
                yield joined


def _sums(costs: Sequence[int], indexes: Sequence[int], amount: int) -> list[tuple[int, int]]:
    sums = [(0, 0)]
    for index in indexes:
        sums += [
            (total + costs[index], mask | 1 << index)
            for total, mask in sums
            if total + costs[index] <= amount
        ]
    return sums


class _Small:
    """Sets of up to four among many: singles, pairs, and both on top of a pair."""

    def __init__(self, costs: Sequence[int]) -> None:
        self.costs = costs
        self.singles: dict[int, list[int]] = defaultdict(list)
        self.pairs: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for index, cost in enumerate(costs):
            self.singles[cost].append(index)
        for i, j in combinations(range(len(costs)), 2):
            self.pairs[costs[i] + costs[j]].append((i, j))

    def sets(self, amount: int, work: Work, most: int) -> list[int]:
        """The sets of one amount; cut off (and the work marked incomplete) beyond ``most``."""
        found = list(islice(self._each(amount, work), most + 1))
        if len(found) > most:
            work.complete = False
        return found[:most]

    def _each(self, amount: int, work: Work) -> Iterator[int]:
        yield from (1 << i for i in self.singles.get(amount, ()))
        yield from (1 << i | 1 << j for i, j in self.pairs.get(amount, ()))
        for total, pairs in self.pairs.items():
            if total >= amount:
                continue
            if not work.take():
                return
            for i, j in pairs:
                pair = 1 << i | 1 << j
                rest = amount - total
                yield from (pair | 1 << k for k in self.singles.get(rest, ()) if k > j)
                yield from (pair | 1 << k | 1 << m for k, m in self.pairs.get(rest, ()) if k > j)
