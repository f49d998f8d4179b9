"""What others are told of: webhooks, signed, retried, and kept where they could not be delivered."""
