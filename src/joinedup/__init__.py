"""joinedup runs a local system of care on one population. Start with ARCHITECTURE.md."""

__version__ = "0.1.0"
