"""What is run: one file a flow, and the command line."""

from flows.log import shorten_expected_errors

shorten_expected_errors()
