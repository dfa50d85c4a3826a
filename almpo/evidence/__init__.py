"""The records, the vocabularies, the relational store, blobs, settings. Knows no other package."""
