"""The published build that pages read: one for each page, whatever is published meanwhile."""
