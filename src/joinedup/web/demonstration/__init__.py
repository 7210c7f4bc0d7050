"""What people of a made-up place have written by the time somebody opens it: everything is done through the actions that the
pages call, by made-up people, and marked as made up. A place that is not made up (demo = true) is never filled."""
