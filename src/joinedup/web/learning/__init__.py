"""Plan-do-study-act cycles: what is tried, what was done, what the figures showed, what was learned."""
