"""HTML pages: their blocks, the choice of the extractor among them, and what it lost."""
