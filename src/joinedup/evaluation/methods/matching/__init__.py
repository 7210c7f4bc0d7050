"""Matching at any size: propensity, exact strata, calipers, nearest, Mahalanobis, coarsened exact, entropy balancing, risk sets."""
