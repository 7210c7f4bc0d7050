"""Pages that take long to work out, worked out once for a build and a place file, and kept below the place's build folder."""
