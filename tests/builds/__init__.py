"""Whole builds, as a person runs them: from raw extracts to a published population."""
