"""Which organisations look after a person: those that the records say, and those that joined by accepting a task."""
