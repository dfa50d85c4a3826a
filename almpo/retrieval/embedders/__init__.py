"""Embedders: one protocol, one file per backend."""
