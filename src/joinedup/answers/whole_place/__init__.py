"""The whole place and its members: who gains and who loses by a care model, a shift of activity or a planned saving."""
