"""The committee's web application: pages and an API over the ledger, on Django.

Pages hold no truth of their own. Evidence and decisions live in the ledger; what a page shows of
them is the board (``board``), computed from the ledger and thrown away when it grows.
What the ledger has no noun for (seats, discussion, proposals, releases) lives in Django's
database, append-only where parties rely on it.
"""
