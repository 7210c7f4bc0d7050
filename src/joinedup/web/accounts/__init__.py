"""Who people are and which posts they hold."""
