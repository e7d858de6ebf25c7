"""Average-link clusters over sparse links: the two that are nearest on the mean become one, again and again."""

import heapq
from collections.abc import Iterable, Mapping, Sequence


def clusters(size: int, links: Mapping[tuple[int, int], float], least: float,
             apart: Iterable[Sequence[int]] = ()) -> list[list[int]]:
    """The places 0 to `size` by cluster; two join where the mean of the links across them comes to `least`.

    A pair without a link counts as 0. Each of `apart` is one cluster from the start, and no two of them become one.
    """
    linkage = _Linkage(size, links, least)
    linkage.gather(apart)
    return linkage.joined()


class _Linkage:
    def __init__(self, size: int, links: Mapping[tuple[int, int], float], least: float) -> None:
        self.least = least
        self.members = {place: [place] for place in range(size)}
        self.fixed: set[int] = set()
        self.sums: dict[int, dict[int, float]] = {place: {} for place in range(size)}
        for (left, right), link in links.items():
            self.sums[left][right] = self.sums[right][left] = link
        self.queue: list[tuple[float, int, int]] = []

    def gather(self, groups: Iterable[Sequence[int]]) -> None:
        for home, *others in groups:
            for other in others:
                self._merge(home, other)
            self.fixed.add(home)

    def joined(self) -> list[list[int]]:
        for one, others in self.sums.items():
            for other in others:
                if one < other:
                    self._offer(one, other)
        while self.queue:
            mean, one, other = heapq.heappop(self.queue)
            if one in self.members and other in self.members and -mean == self._mean(one, other):
                home, gone = (other, one) if other in self.fixed else (one, other)
                self._merge(home, gone)
                for each in sorted(self.sums[home]):
                    self._offer(*sorted((home, each)))
        return [sorted(group) for group in self.members.values()]

    def _offer(self, one: int, other: int) -> None:
        """Note two clusters for joining where they are near enough."""
        if one in self.fixed and other in self.fixed:
            return
        mean = self._mean(one, other)
        if mean >= self.least:
            heapq.heappush(self.queue, (-mean, one, other))

    def _mean(self, one: int, other: int) -> float:
        return self.sums[one].get(other, 0.0) / (len(self.members[one]) * len(self.members[other]))

    def _merge(self, home: int, gone: int) -> None:
        self.members[home] += self.members.pop(gone)
        links = self.sums.pop(gone)
        for each, link in links.items():
            del self.sums[each][gone]
            if each != home:
                self.sums[home][each] = self.sums[each][home] = self.sums[home].get(each, 0.0) + link
