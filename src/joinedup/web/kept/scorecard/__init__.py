"""The scorecard: version one, the standards that regulators count, beside version two, the change the place is making."""
