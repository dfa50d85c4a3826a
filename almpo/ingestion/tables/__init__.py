"""Reading tables by geometry."""
