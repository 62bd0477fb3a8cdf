"""Many documents: read in depth on all cores, in bounded memory, and joined matter by matter.

In go paths; out comes a shelf (`gather`): the account of each report on the disk, and the failures. From it
come readings (`Shelf.parts`), each of whole matters, so that they can be kept one after the other.
A run that is killed goes on where it was.
"""

from truceline.corpus._gather import gather
from truceline.corpus._journal import run_name
from truceline.corpus._shelf import Part, Shelf

__all__ = ["Part", "Shelf", "gather", "run_name"]
