"""Specifications: a tiny table in, the expected answer out, on every engine. Rendered as reference documentation."""
