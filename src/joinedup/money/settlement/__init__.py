"""Settling a year of a contract: what happened in it, who owes whom because of it, and a ledger that sums to zero."""
