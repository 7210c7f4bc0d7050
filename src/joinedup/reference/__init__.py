"""National values and code lists, dated and sourced."""
