"""Read: the bytes of a raw object in, its pages out, and a reason for every record that is none.

Knows nothing of storage: it is given an open stream. Whatever the bytes are, it raises nothing,
ends, and holds a few pages' worth of memory.
"""

from tasks.read.formats import format_of
from tasks.read.object_frames import Part
from tasks.read.parts import plan_parts
from tasks.read.reader import read_records

__all__ = ["Part", "format_of", "plan_parts", "read_records"]
