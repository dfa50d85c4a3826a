"""How the heads of `extraction/models` are trained: phrases by code and language, and decisions of experts."""
