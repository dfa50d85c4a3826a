"""almpo: an open observatory of what works in active labour market policy.

The packages, lowest first (a package imports only from those before it):
evidence, measures, ingestion, extraction, retrieval, synthesis, pipeline, evaluation, api, cli.
"""

__version__ = "0.1.0"
