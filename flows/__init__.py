"""What is run: one file a flow, and the command line."""
