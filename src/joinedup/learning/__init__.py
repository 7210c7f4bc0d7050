"""What we assumed, tried and know: protocols registered before outcomes are read, and what became of each assumption."""
