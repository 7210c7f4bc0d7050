"""Designs for panels: units followed over time, some of which changed. One panel, every estimator, side by side."""
