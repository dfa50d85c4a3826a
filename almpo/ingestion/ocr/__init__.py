"""Reading of pages that have no usable text layer."""
