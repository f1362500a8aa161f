"""What learns in the studio: looks at examples as they come, refits, says how good it is."""
