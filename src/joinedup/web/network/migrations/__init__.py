"""The network: how its tables came to be."""
