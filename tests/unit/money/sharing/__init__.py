"""How savings, losses and payments for outcomes are worked out."""
