"""The local app that analysts read a casebook in.

In goes a casebook, out come pages: the list of ceasefires, the dossier of one, who said what, a report with
everything marked in it, search. Each page is also JSON under the same address with `.json`. Nothing is asked
of any other machine.
"""

from truceline.web._app import make_app
from truceline.web._incidents import Dataset
from truceline.web._serve import is_own, serve

__all__ = ["Dataset", "is_own", "make_app", "serve"]
