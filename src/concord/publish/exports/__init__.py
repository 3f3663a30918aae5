"""The record as tables for other programs: one model of rows, one module a format.

``columns`` says as data what every column means in every format, ``rows`` makes rows of
records, one at a time; a format is one function from rows to a file, listed in ``formats``.
"""
