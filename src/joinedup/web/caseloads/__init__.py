"""Who is on the caseload of a care model and by which rule, who could be, and how many it can hold."""
