"""How a saving, a loss or a payment for outcomes is worked out: rates by size, corridors, quality, split keys, scores.

Functions of arrays with one element for each future; they know no contract and no organisation of a place.
"""
