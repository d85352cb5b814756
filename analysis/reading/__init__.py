"""Reading: one article's text becomes its small tables; pure, and without metadata."""
