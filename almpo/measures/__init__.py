"""Pure effect-size arithmetic: conversions, consistency checks. No I/O."""
