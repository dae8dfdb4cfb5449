"""Measurements: `python -m bench`. Each prints ratios measured in one run, against the limit it has to keep."""
