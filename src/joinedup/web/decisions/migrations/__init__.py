"""The board's decisions: how its tables came to be."""
