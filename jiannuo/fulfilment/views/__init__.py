"""Pages of the ledger, by noun."""
