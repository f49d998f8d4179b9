"""What an item text means: from "엔비디아 H100 8장", a part number or a cloud instance to chips and counts, or to a question."""

from screening.facts.item_text.answer import Candidate, Component, Rented, Resolution
from screening.facts.item_text.resolver import resolve, resolve_instance

__all__ = ["Candidate", "Component", "Rented", "Resolution", "resolve", "resolve_instance"]
