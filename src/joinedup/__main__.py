"""`python -m joinedup`: the command line."""

from joinedup.cli.main import main

if __name__ == "__main__":
    main()
