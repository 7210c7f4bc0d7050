"""What checks say of a place: is its file sound, would anybody sign its contracts, what did the last build find."""
