"""Legal forms: what each means, and what two of them would mean for the same contract of a place."""
