"""A signature holds for one body, one secret and a short time."""

import hashlib
import hmac

import pytest

from screening.events.signature import secret, signed, verified

MASTER = b"m" * 32
NOW = 1_795_387_800
BODY = '{"event":"decision","이름":1}'.encode()


def test_a_signed_body_is_verified_within_the_tolerance() -> None:
    """Clocks differ by minutes, in both directions."""
    key = secret(MASTER, "wh-1")
    header = signed(key, BODY, NOW)
    assert verified(key, header, BODY, NOW)
    assert verified(key, header, BODY, NOW + 300)
    assert verified(key, header, BODY, NOW - 300)
    assert not verified(key, header, BODY, NOW + 301)
    assert not verified(key, header, BODY, NOW - 301)
    assert verified(key, header, BODY, NOW + 301, tolerance=400)


def test_the_header_is_what_receivers_in_any_language_can_compute() -> None:
    """`t=…,v1=…`, HMAC-SHA256 over time, a dot and the body, with the secret as it was shown."""
    key = secret(MASTER, "wh-1")
    digest = hmac.new(key.encode(), str(NOW).encode() + b"." + BODY, hashlib.sha256).hexdigest()
    assert signed(key, BODY, NOW) == f"t={NOW},v1={digest}"


def test_another_body_time_or_secret_is_refused() -> None:
    """Nothing of it can be changed."""
    key = secret(MASTER, "wh-1")
    header = signed(key, BODY, NOW)
    assert not verified(key, header, BODY + b" ", NOW)
    assert not verified(key, header.replace(f"t={NOW}", f"t={NOW + 1}"), BODY, NOW)
    assert not verified(secret(MASTER, "wh-2"), header, BODY, NOW)
    assert not verified(secret(b"n" * 32, "wh-1"), header, BODY, NOW)


@pytest.mark.parametrize("header", ["", "t=1", "v1=ab", f"t={'9' * 40},v1={'0' * 64}", "t=-1,v1=é", f"t=1,v1={'0' * 64}\n"])
def test_a_malformed_header_is_refused(header: str) -> None:
    """Whatever a stranger sends."""
    assert not verified(secret(MASTER, "wh-1"), header, BODY, 1)


def test_a_secret_tells_nothing_of_the_master_key_and_is_its_own() -> None:
    """Each webhook has another, and always the same."""
    assert secret(MASTER, "wh-1") == secret(MASTER, "wh-1") != secret(MASTER, "wh-2")
    assert secret(MASTER, "wh-1").startswith("whsec_")
    assert MASTER.hex() not in secret(MASTER, "wh-1")
