"""Checks that numbers and addresses carry in themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.evidence.entities.checksums import base58, bech32, eip_55, keccak_256, luhn, mod_97

DIGITS = st.text("0123456789", min_size=12, max_size=18)


@pytest.mark.parametrize(
    ("message", "digest"),
    [
        (b"", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"),
        (b"abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"),
    ],
)
def test_keccak(message, digest):
    """Keccak-256 gives the digests that Ethereum's documents publish."""
    assert keccak_256(message).hex() == digest


def test_keccak_reads_messages_longer_than_a_block():
    """Messages of any length have digests of 32 bytes that differ."""
    digests = {keccak_256(b"a" * length) for length in range(130, 140)}
    assert len(digests) == 10
    assert {len(digest) for digest in digests} == {32}


@given(DIGITS)
def test_luhn_notices_any_single_wrong_figure(digits):
    """Exactly one check figure completes a number."""
    assert sum(luhn(digits + str(check)) for check in range(10)) == 1


@pytest.mark.parametrize(
    ("check", "right", "wrong"),
    [
        (mod_97, "SA0380000000608010167519", "SA0380000000608010167518"),
        (bech32, "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5"),
        (bech32, "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0", "bc1"),
        (eip_55, "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359", "0xFB6916095ca1df60bB79Ce92cE3Ea74c37c5d359"),
        (
            lambda a: base58(a, frozenset({0})),
            "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
            "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb",
        ),
        (lambda a: base58(a, frozenset({0})), "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "0OIl"),
        (lambda a: base58(a, frozenset({0})), "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "z" * 40),
    ],
)
def test_published_example(check, right, wrong):
    """A published example passes its check; one letter changed does not."""
    assert check(right)
    assert not check(wrong)
