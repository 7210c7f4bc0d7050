"""Did it work, and how sure are we: designs on the place's own people, checks, power, verdicts."""
