"""Which records are one person, and hiding who: NHS numbers, matching, pseudonyms, the vault and its audit."""
