"""Who works together, on what terms, what they decided."""
