"""What is measured, how to run it and what came out: see README.md beside this file."""
