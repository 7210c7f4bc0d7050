"""The legal forms that a contract can be held under, and what each would mean for it."""
