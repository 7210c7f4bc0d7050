"""The evidence library: what others tried and what came of it, what this place learned, and whether either fits here."""
