"""What runs sitrep for real."""
