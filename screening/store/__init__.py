"""The database of the service: SQLite by default, PostgreSQL by address. It knows tables and transactions, and nothing of law."""

from screening.store.database import Store, Unavailable

__all__ = ["Store", "Unavailable"]
