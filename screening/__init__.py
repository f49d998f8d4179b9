"""Screen a transaction in AI computing power against dated, cited export-control rules.

The public door. Everything else is importable, but only these names are promised.
The engine never says "cleared" and gives no legal advice: its lowest answer is `no_control_found`.
"""

__version__ = "0.1.0"
