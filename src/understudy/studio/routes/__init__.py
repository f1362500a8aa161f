"""What the page asks for: one file of routes per noun."""
