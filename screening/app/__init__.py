"""Assembly: the only place that knows where rules, lists and the store lie, and puts the parts together."""

from screening.app.loading import (
    CATALOGUE,
    KNOWN_GOOD,
    add_known_good,
    known_goods,
    load_screener,
    load_watchlist,
    rules_folder,
    shipped_rules,
)

__all__ = [
    "CATALOGUE",
    "KNOWN_GOOD",
    "add_known_good",
    "known_goods",
    "load_screener",
    "load_watchlist",
    "rules_folder",
    "shipped_rules",
]
