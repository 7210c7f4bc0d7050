"""What care costs, who pays, what could go wrong."""
