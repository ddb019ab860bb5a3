"""The whole of it on one machine without containers: see `python -m infra.stack --help`."""
