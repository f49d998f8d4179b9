"""Signatures of what is told: a receiver can see that it came from here, unchanged and just now.

    Webhook-Signature: t=1795387800,v1=HMAC-SHA256(secret, "t.body") in hexadecimal

The secret of a webhook is derived from the service's master key and the webhook's id, so that the database holds none. It is
shown once, when the webhook is made. `verified` is for receivers, and for our own tests; it never says why it refuses.
"""

from __future__ import annotations

import hashlib
import hmac
import re

HEADER = "Webhook-Signature"
TOLERANCE = 300
"""Seconds by which the clocks of sender and receiver may differ; what is older may be a recording."""


def secret(master: bytes, webhook: str) -> str:
    """Return the secret of a webhook; the same for the same master key, and of no use for any other webhook."""
    return "whsec_" + hmac.new(master, b"webhook\n" + webhook.encode(), hashlib.sha256).hexdigest()


def signed(secret: str, body: bytes, t: int) -> str:
    """Return the value of the header for a body sent at `t`, in seconds since 1970."""
    return f"t={t},v1={_digest(secret, body, t)}"


def verified(secret: str, header: str, body: bytes, now: float, tolerance: float = TOLERANCE) -> bool:
    """Return whether the header was made with this secret, for this body, at most `tolerance` seconds from `now`."""
    found = re.fullmatch(r"t=([0-9]{1,12}),v1=([0-9a-f]{64})", header)
    if found is None:
        return False
    t = int(found[1])
    same = hmac.compare_digest(_digest(secret, body, t), found[2])
    return same and abs(now - t) <= tolerance


def _digest(secret: str, body: bytes, t: int) -> str:
    return hmac.new(secret.encode(), b"%d.%s" % (t, body), hashlib.sha256).hexdigest()
