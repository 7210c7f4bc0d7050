"""Checks of a design: each an object that says what it asks, of which designs, and answers in a sentence."""
