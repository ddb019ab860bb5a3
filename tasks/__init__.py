"""The steps of a page's way, one folder each, and the records they pass on."""
