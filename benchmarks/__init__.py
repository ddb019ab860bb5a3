"""Speed and quality against yardsticks, measured in the same run: ratios, never seconds alone."""
