"""The finance lead's pages, and what was spent of the money and time set aside for change."""
