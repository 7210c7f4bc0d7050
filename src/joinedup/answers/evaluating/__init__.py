"""Evaluating a care model: from a registered protocol and a published build to an answer for each assumption."""
