"""One folder per extract format; nothing about a format lives elsewhere."""
