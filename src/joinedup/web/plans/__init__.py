"""The shared care plan of a person: one plan for all who care for them, every saved version kept."""
