"""Who works together, on what terms, who decides, who joined and left, what they disagree about, and whose posts are empty."""
