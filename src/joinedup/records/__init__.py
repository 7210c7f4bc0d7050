"""The tables every source fills and everything else reads: the contract."""
