"""The verbs: one function for each path that crosses rooms.

Command line and pages call these and nothing below them for the same work, so that
what a person sees in one place is what the other says. A verb is a module: ``read``,
``ingest``, ``check``, ``brief``; nothing is imported here, so that one verb starts
without the libraries of the others.
"""
