"""What can go wrong with the stack; the text says what to do."""


class StackError(Exception):
    """The stack cannot be started as asked."""
