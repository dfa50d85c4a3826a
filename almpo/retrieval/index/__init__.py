"""Vector indexes: one protocol, one file per backend."""
