"""One person as all organisations see them together: what happened, conditions, scores, and who looks after them."""
