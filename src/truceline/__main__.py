"""`python -m truceline`: the command line, where no `truceline` is on the path."""

from truceline.cli import main

if __name__ == "__main__":
    main()
