"""Which documents report the same study."""
