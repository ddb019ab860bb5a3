"""The second stage: rules over blocks, each a readable row with its examples."""
