"""Writers of answers. Every draft passes the same gate, whoever wrote it."""
