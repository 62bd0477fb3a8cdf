"""What all worker processes share: the rooms and the language pipeline, loaded once before they part."""

from contextlib import suppress

import trafilatura  # noqa: F401 - half a second, once instead of once a worker

from truceline import language
from truceline.errors import ModelError

# A pipeline that is not there is told by the run itself.
with suppress(ModelError):
    language.load()
