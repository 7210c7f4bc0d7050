"""The rules, each a file named by what it asks after; found in this folder, listed nowhere."""
