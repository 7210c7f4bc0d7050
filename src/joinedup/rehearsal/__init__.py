"""A made-up place with known truths, to learn and to test on."""
