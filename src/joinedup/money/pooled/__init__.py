"""A pooled budget: who puts in what, what it may be spent on, who covers an overspend. After agreements under section 75."""
