"""Turns published weights into the ONNX files that the package ships (build time only)."""
