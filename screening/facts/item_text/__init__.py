"""What an item text means: from "엔비디아 H100 8장" or a part number to chips and counts, or to a question."""

from screening.facts.item_text.answer import Candidate, Component, Resolution
from screening.facts.item_text.resolver import resolve

__all__ = ["Candidate", "Component", "Resolution", "resolve"]
