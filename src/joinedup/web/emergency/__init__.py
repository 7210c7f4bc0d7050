"""Opening the record of somebody one does not look after, in an emergency: with a reason, loudly, and reviewed afterwards."""
