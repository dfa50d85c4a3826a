"""Side by side with metafor, clubSandwich, bayesmeta and puniform, on their stored results."""
