"""What each care model assumes and what is known of it, its enrolment against capacity, and which sites are ready."""
