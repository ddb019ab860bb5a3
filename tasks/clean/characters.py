"""Characters that no document keeps."""

import re

# Control characters, which steer terminals, and lone surrogates, which no encoding can store; references and JSON
# escapes bring them in behind the decoder's back. Those that are white space are left to be squashed.
_UNFIT = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")


def one_line(text: str) -> str:
    """The text on one line, white space squashed, without what no document keeps."""
    return " ".join(_UNFIT.sub("", text).split())
