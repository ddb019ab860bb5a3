"""Cleaning: a raw page to its title, date, authors and text, with a reason for every block that was
cut."""

from tasks.clean.document import CLEAN_VERSION
from tasks.clean.page import clean_page

__all__ = ["CLEAN_VERSION", "clean_page"]
