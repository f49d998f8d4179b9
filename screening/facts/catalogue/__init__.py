"""The hardware catalogue: chips, systems and part numbers with sourced figures, read from `rules/catalogue`."""

from screening.facts.catalogue.loading import load_catalogue
from screening.facts.catalogue.product import Catalogue, Entry, Figure, Part, System

__all__ = ["Catalogue", "Entry", "Figure", "Part", "System", "load_catalogue"]
