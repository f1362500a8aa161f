"""How good a model is: metrics and reports; plain arrays in, values out."""
