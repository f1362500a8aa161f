"""What the project claims, measured: `python -m benchmarks.run` writes `benchmarks/results/`."""
