"""API keys, rate limits and addresses: who may ask, how often, and where the service itself may connect."""
