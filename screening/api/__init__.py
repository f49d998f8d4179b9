"""The REST service: FastAPI over the screener and the decision log."""
