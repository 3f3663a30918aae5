"""The record as tables for other programs: one model of rows, one module a format.

``columns`` says as data what every column means in every format. ``rows`` makes rows of records, claims
column by column (``claim_columns``), withheld ones by the plain form (``said``), as a ``Stream`` that a
writer takes by rows or by columns; a format is one function from it to a file, listed in ``formats``.
"""
