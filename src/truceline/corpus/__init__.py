"""Many documents: read in depth on all cores, in bounded memory, and joined matter by matter.

In go paths; out comes a shelf (`gather`): the account of each report on the disk, and the failures. From it
come readings (`Shelf.parts`), each of whole matters, so that they can be kept one after the other. A run that
is killed goes on where it was.

The same in shards (`plan`): each is read by whoever has time (`read_shards` on this machine, `read_on_dask`
on a cluster), and lands as Parquet, from which a shelf is opened (`open_landed`).
"""

from truceline.corpus._dask import read_on_dask
from truceline.corpus._gather import gather
from truceline.corpus._journal import run_name
from truceline.corpus._landed import Numbers, open_landed, read_manifest
from truceline.corpus._shards import plan, read_shards
from truceline.corpus._shelf import Part, Shelf

__all__ = [
    "Numbers", "Part", "Shelf", "gather", "open_landed", "plan", "read_manifest", "read_on_dask",
    "read_shards", "run_name",
]  # fmt: skip
