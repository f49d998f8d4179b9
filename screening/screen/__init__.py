"""The one use case: a transaction in, a decision out."""

from screening.screen.screener import Screener

__all__ = ["Screener"]
