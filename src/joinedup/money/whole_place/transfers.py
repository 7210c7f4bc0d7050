"""The transfer that would leave no member worse off: who gains pays, in proportion, what who loses has lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from joinedup.money.pence import shared_out


@dataclass(frozen=True)
class Handover:
    """One payment of the transfer."""

    payer: str
    payee: str
    amount_pence: int


@dataclass(frozen=True)
class Transfers:
    """What each member hands over (below zero) or receives, in pence; they sum to zero. Where the place as a whole does not
    gain, none can leave everybody as well off: `short_pence` is what would have to come from outside, and nothing moves."""

    gain_pence: Mapping[str, int]
    net_pence: Mapping[str, int]
    short_pence: int

    @property
    def possible(self) -> bool:
        return self.short_pence == 0

    @property
    def needed(self) -> bool:
        """Whether any member loses."""
        return any(pence < 0 for pence in self.gain_pence.values())

    def after_pence(self) -> dict[str, int]:
        """Each member's gain after the transfer."""
        return {name: gain + self.net_pence[name] for name, gain in self.gain_pence.items()}

    def handovers(self) -> tuple[Handover, ...]:
        """Who pays whom: payers and payees matched in order, as few payments as that allows."""
        found: list[Handover] = []
        owed = {name: pence for name, pence in self.net_pence.items() if pence > 0}
        for payer, pence in self.net_pence.items():
            left = -pence
            for payee in list(owed):
                part = min(left, owed[payee])
                if part > 0:
                    found.append(Handover(payer, payee, part))
                    owed[payee] -= part
                    left -= part
        return tuple(found)


def transfers(gain_pence: Mapping[str, int]) -> Transfers:
    """Whoever loses is given exactly the loss; whoever gains pays in proportion to the gain, by largest remainder. With a
    place that gains in all, nobody ends below zero: a share of the losses is never more than the gain it is a share of."""
    place, losses = sum(gain_pence.values()), -sum(pence for pence in gain_pence.values() if pence < 0)
    nothing = dict.fromkeys(gain_pence, 0)
    if place < 0:
        return Transfers(gain_pence, nothing, -place)
    gains = {name: pence for name, pence in gain_pence.items() if pence > 0}
    if not losses:
        return Transfers(gain_pence, nothing, 0)
    total = sum(gains.values())
    paid = shared_out(np.array([losses]), {name: pence / total for name, pence in gains.items()})
    net = {name: -int(paid[name][0]) if name in paid else max(-gain_pence[name], 0) for name in gain_pence}
    return Transfers(gain_pence, net, 0)
