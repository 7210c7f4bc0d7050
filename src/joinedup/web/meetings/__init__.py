"""The multidisciplinary team's meeting: who is talked about, what is decided, who does what, on one page at the end."""
