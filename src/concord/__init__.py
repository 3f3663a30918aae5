"""Concord, the shared record of refugee returns."""

__all__ = ["__version__"]

__version__ = "0.1.0"
