"""The hardware catalogue: chips, systems, part numbers and cloud instances with sources, read from `rules/catalogue`."""

from screening.facts.catalogue.loading import load_catalogue
from screening.facts.catalogue.product import Catalogue, Entry, Figure, Instance, Part, Provider, System

__all__ = ["Catalogue", "Entry", "Figure", "Instance", "Part", "Provider", "System", "load_catalogue"]
