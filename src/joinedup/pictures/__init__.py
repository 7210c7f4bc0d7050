"""Pictures: charts drawn to SVG in one style, for pages, documents and result objects alike."""
