"""Rerankers: one protocol, one file per backend."""
