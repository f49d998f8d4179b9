"""Screen a transaction in AI computing power against dated, cited export-control rules.

The public door: the names in `__all__` are promised, everything else is importable but may move. They are loaded when
first used, so that `screening --help` need not wait for them. The engine never says "cleared" and gives no legal
advice: its lowest answer is `no_control_found`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from screening.program import VERSION

if TYPE_CHECKING:
    from screening.app import load_screener
    from screening.decision import Decision
    from screening.facts.transaction import Transaction
    from screening.screen import Screener
    from screening.terms import Outcome
    from screening.wire.decision import decision_v1

__version__ = VERSION
__all__ = ["Decision", "Outcome", "Screener", "Transaction", "decision_v1", "load_screener"]

_HOMES = {
    "Decision": "screening.decision",
    "Outcome": "screening.terms",
    "Screener": "screening.screen",
    "Transaction": "screening.facts.transaction",
    "decision_v1": "screening.wire.decision",
    "load_screener": "screening.app",
}


def __getattr__(name: str) -> Any:
    """Import a promised name from the module it lives in."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOMES[name]), name)
