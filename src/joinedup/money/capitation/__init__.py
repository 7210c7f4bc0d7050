"""Capitation: what a population's care should cost, and a budget shared out by it without a penny made or lost."""
