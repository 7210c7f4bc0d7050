"""The budget page: what the place's people should cost, by the national formula, by cells and person by person, and the pool."""
