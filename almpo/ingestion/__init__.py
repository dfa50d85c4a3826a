"""From bytes to pages, sections, passages and tables with anchors."""
