"""All small sets of costs that add up exactly to an amount."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
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

    ``all_sizes`` is False where only sets of up to ``shared`` were looked at.
    """

    by_amount: dict[int, list[int]]
    all_sizes: bool
    shared: int


def exact_subsets(
    costs: Sequence[int], amounts: Sequence[int], work: Work, most: int = 3000
) -> Sets:
    """For every amount the sets of costs that add up to it. Costs and amounts are positive fen.

    Where an amount has more than ``most`` sets, smaller sets only are looked at for all amounts.
    """
    wanted = sorted({amount for amount in amounts if amount > 0})
    if len(costs) <= ALL_SIZES_UP_TO:
        found = _within(wanted, most, partial(_halves, costs, work=work))
        if found is not None:
            return Sets(found, True, len(costs))
    table = _Small(costs)
    for shared in range(MOST_SHARED, 1, -1):
        found = _within(wanted, most, partial(table.sets, shared=shared, work=work))
        if found is not None:
            return Sets(found, False, shared)
    return Sets({amount: list(table.sets(amount, 1, work)) for amount in wanted}, False, 1)


def _within(
    wanted: Sequence[int], most: int, find: Callable[[int], Iterator[int]]
) -> dict[int, list[int]] | None:
    """The sets of all amounts, or None as soon as one amount has too many."""
    found = {}
    for amount in wanted:
        masks = list(islice(find(amount), most + 1))
        if len(masks) > most:
            return None
        found[amount] = _ordered(masks)
    return found


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

    def sets(self, amount: int, shared: int, work: Work) -> Iterator[int]:
        """The sets of up to ``shared`` costs that add up to an amount."""
        yield from (1 << i for i in self.singles.get(amount, ()))
        if shared > 1:
            yield from (1 << i | 1 << j for i, j in self.pairs.get(amount, ()))
        if shared > 2:
            yield from self._on_pairs(amount, shared > 3, work)

    def _on_pairs(self, amount: int, fours: bool, work: Work) -> Iterator[int]:
        for total, pairs in self.pairs.items():
            if total >= amount:
                continue
            if not work.take():
                return
            rest = amount - total
            singles = self.singles.get(rest, ())
            others = self.pairs.get(rest, ()) if fours else ()
            if not singles and not others:
                continue
            for i, j in pairs:
                pair = 1 << i | 1 << j
                yield from (pair | 1 << k for k in singles if k > j)
                yield from (pair | 1 << k | 1 << m for k, m in others if k > j)
