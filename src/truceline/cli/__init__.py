"""The command line: thin calls of the library, and what a person sees of them.

In go arguments, out come a brief on the terminal (or JSON), one line per error on standard error, and an exit
status: 0 all done, 1 some documents could not be read or nothing was found, 2 wrong use or nothing could be
done.
"""

from truceline.cli._app import main

__all__ = ["main"]
