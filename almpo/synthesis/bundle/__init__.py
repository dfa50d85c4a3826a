"""An answer with all that bears it out, in one file that can be verified without the collection."""
