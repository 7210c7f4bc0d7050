"""Who lives here, what happened to them, what they may need."""
