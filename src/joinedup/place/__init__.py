"""What a place says about itself: typed, frozen, no behaviour."""
