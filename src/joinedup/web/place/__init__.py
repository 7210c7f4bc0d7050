"""The first page: what the place is trying to achieve, and whether it works."""
