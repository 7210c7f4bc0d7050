"""What is offered, to whom, what was done: who was eligible for a care model in which month, who joined it and when."""
