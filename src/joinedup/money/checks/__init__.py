"""Checks of a proposed system of care: questions that failed contracts left unasked. One file in `rules/` is one rule."""
