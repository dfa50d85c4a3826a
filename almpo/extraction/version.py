"""The version of what extraction finds. Stored with each document; one of another version is done again."""

EXTRACTOR = "almpo-extraction 7"
