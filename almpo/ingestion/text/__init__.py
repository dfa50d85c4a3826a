"""From the tokens of a page to its text: pure functions over `PageLayout`."""
