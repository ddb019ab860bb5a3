"""Imported by the fork server before page processes are forked: they share the loaded model, rules
and profiles, and a page process that had to be replaced is there in 20 ms."""

import gc

from flows.guard import PROBE
from flows.page import process_page

process_page(PROBE)
gc.freeze()  # what is loaded now lives as long as the process: no collection needs to look at it
