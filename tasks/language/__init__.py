"""Which language a document is in, and which of its paragraphs are in another."""

from tasks.language.document import document_language
from tasks.language.paragraph import foreign_language

__all__ = ["document_language", "foreign_language"]
