"""Running the application: is it well, what it writes to its log, what it says when something fails, copies of its database."""
