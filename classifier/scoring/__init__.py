"""Scoring: every message gets a calibrated probability for each label and tactic."""
