"""The errors that Concord raises on purpose: one root, a shallow tree by cause.

Each class is a sentence and each instance carries its facts for machines. A
contradiction between parties is not an error but a finding (``concord.accounts``).
"""

__all__ = ["ConcordError"]


class ConcordError(Exception):
    """Base of every error that Concord raises on purpose."""
