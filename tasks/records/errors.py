"""The root of all errors that a person can mend."""


class SitrepError(Exception):
    """Its message is one line: what is wrong, with the name of the place, and what to do."""
