"""Embedding, index and hybrid search."""
