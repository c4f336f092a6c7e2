"""Allowances: how much one client may send, so that a machine that fills in forms does not fill the team's day.

A bucket for each client (a token bucket): full at first, one goes out with each call, and they come back evenly
over an hour. Counted is only what was taken; who is refused and mends loses nothing. Kept in memory: a restart
forgives.
What must stay true: the clock is passed in, and however many clients come, memory stays small.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from ipaddress import IPv6Address, ip_address
from math import ceil
from threading import Lock

# What calls from here is a proxy that nobody has declared, which all customers stand behind, or our own doing.
THIS_MACHINE = "this machine"
_HOUR_S = 3600
_MOST_CLIENTS = 20_000
# Whoever has one address of IPv6 has all of its network.
_NETWORK_BITS = 64


@dataclass(slots=True)
class Allowance:
    """What each client may still send. `per_hour` of 0 is no limit."""

    per_hour: int
    clock: Callable[[], datetime]
    _buckets: dict[str, tuple[float, float]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def take(self, client: str) -> int:
        """Take one for this client. Returns 0, or in how many seconds there will be one again."""
        if not self.per_hour or client == THIS_MACHINE:
            return 0
        now = self.clock().timestamp()
        with self._lock:
            left = self._left(client, now)
            if left < 1:
                return ceil((1 - left) * _HOUR_S / self.per_hour)
            # Taken out and put back, so that those who came last stand last.
            self._buckets.pop(client, None)
            self._buckets[client] = (left - 1, now)
            self._forget()
        return 0

    def give_back(self, client: str) -> None:
        """Nothing came of the call."""
        if not self.per_hour or client == THIS_MACHINE:
            return
        now = self.clock().timestamp()
        with self._lock:
            if client in self._buckets:
                self._buckets[client] = (min(self.per_hour, self._left(client, now) + 1), now)

    def _left(self, client: str, now: float) -> float:
        left, at = self._buckets.get(client, (self.per_hour, now))
        # A clock that was set back gives nothing and takes nothing.
        return min(self.per_hour, left + max(0.0, now - at) * self.per_hour / _HOUR_S)

    def _forget(self) -> None:
        """Let go of those who came first once there are too many; after an hour theirs is full again anyway."""
        while len(self._buckets) > _MOST_CLIENTS:
            self._buckets.pop(next(iter(self._buckets)))


def client_of(address: str | None) -> str:
    """Who an address stands for: itself, or the network that one customer has in IPv6."""
    try:
        parsed = ip_address(address or "")
    except ValueError:
        return "unknown"
    if parsed.is_loopback:
        return THIS_MACHINE
    if not isinstance(parsed, IPv6Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return client_of(str(parsed.ipv4_mapped))
    return f"{IPv6Address(int(parsed) >> _NETWORK_BITS << _NETWORK_BITS)}/{_NETWORK_BITS}"
