"""The place as a whole beside its members: who gains, who loses, and the transfer that would leave nobody worse off."""
