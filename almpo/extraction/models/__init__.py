"""Small trained heads on the states of the multilingual encoder: what words mean that no list knows."""
