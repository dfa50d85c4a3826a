"""From evidence to pooled results and verified answers."""
