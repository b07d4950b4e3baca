"""用印: how long a sealed one-page decision takes: made as PDF/A, signed (PAdES) with the visible seal, verified.

Limit: 60 ms median for making and sealing together. Peer in the same run: pyHanko's own signer with an RSA-2048
key, which opens its key at each signature. The last line is one JSON object.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
import tomllib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import django
from django.conf import settings

ROUNDS = 60
AT = datetime(2026, 3, 13, 2, 0, tzinfo=UTC)
ORG = "示例市城市管理局"


def timed(rounds: int, act: Callable[[int], object]) -> list[float]:
    """Milliseconds of each call after two that warm up."""
    spent: list[float] = []
    for number in range(-2, rounds):
        start = time.perf_counter()
        act(number)
        if number >= 0:
            spent.append((time.perf_counter() - start) * 1000)
    return spent


def row(name: str, spent: list[float]) -> None:
    ordered = sorted(spent)
    p95 = ordered[int(len(ordered) * 0.95)]
    print(f"{name:<44}{statistics.median(spent):>10.1f}{p95:>10.1f}{min(spent):>10.1f}")


def stock_signer() -> Any:
    """pyHanko as it comes: an RSA key from PEM files."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
    from pyhanko.sign.signers import SimpleSigner

    private = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "peer")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(1)
        .not_valid_before(AT.replace(year=2025))
        .not_valid_after(AT.replace(year=2030))
        .sign(private, hashes.SHA256())
    )
    with tempfile.TemporaryDirectory() as folder:
        key, cert = Path(folder, "key.pem"), Path(folder, "cert.pem")
        plain = serialization.NoEncryption()
        form = serialization.PrivateFormat.PKCS8
        key.write_bytes(private.private_bytes(serialization.Encoding.PEM, form, plain))
        cert.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
        return SimpleSigner.load(str(key), str(cert))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings.configure(
            SECRET_KEY="benchmark " * 5, YIMEN_KEYS=Path(folder), YIMEN_FONTS="", USE_I18N=True
        )
        django.setup()
        measure()


def measure() -> None:
    from yimen.kernel.documents import authority, making, sealing
    from yimen.kernel.documents.verification import Outcome, verify

    examples = tomllib.loads((making.TEMPLATES / "examples.toml").read_text(encoding="utf-8"))
    decision = {**examples["decision"], "organ": ORG}
    made = authority.make_seal("bench", org=ORG, title=f"{ORG}行政审批专用章", at=AT)
    seal = sealing.seal_key(
        key_ref=made.key_ref, certificate_pem=made.certificate_pem, org=ORG, kind_text="行政审批专用章"
    )

    def make(number: int) -> making.Made:
        own = {
            "number": f"示城管许字〔2026〕{number + 3}号",
            "verify_url": f"https://yimen.example.org/verify/{number}/",
        }
        return making.make("decision", decision | own)

    def sign(document: making.Made, key: sealing.SealKey) -> bytes:
        return sealing.sign(document.pdf, seal=key, at=AT, reason="用印", location=ORG, place=document.place)

    one = make(0)
    signed = sign(one, seal)
    if one.place.page != 1 or verify(signed).outcome != Outcome.GENUINE:
        raise SystemExit("the decision of this benchmark must have one page and verify")
    stock = sealing.SealKey(stock_signer(), seal.picture)
    report(
        {
            "make PDF/A-2a": timed(ROUNDS, make),
            "sign with visible seal (PAdES B-B, ECDSA)": timed(ROUNDS, lambda _number: sign(one, seal)),
            "make and sign": timed(ROUNDS, lambda number: sign(make(number), seal)),
            "peer: stock signer, RSA-2048": timed(ROUNDS, lambda _number: sign(one, stock)),
            "verify": timed(ROUNDS, lambda _number: verify(signed)),
        },
        len(one.pdf),
        len(signed),
    )


def report(spent: dict[str, list[float]], made_bytes: int, sealed_bytes: int) -> None:
    print(f"{'one page, milliseconds':<44}{'median':>10}{'p95':>10}{'best':>10}")
    for name, milliseconds in spent.items():
        row(name, milliseconds)
    print(f"{made_bytes:,} bytes made, {sealed_bytes:,} bytes sealed; limit 60 ms median")
    make_ms, sign_ms, both_ms, stock_ms, verify_ms = (statistics.median(one) for one in spent.values())
    figures = {
        "median_ms": round(both_ms, 1),
        "make_ms": round(make_ms, 1),
        "sign_ms": round(sign_ms, 1),
        "stock_sign_ms": round(stock_ms, 1),
        "verify_ms": round(verify_ms, 1),
        "ratio_to_stock": round(stock_ms / sign_ms, 2),
        "sealed_bytes": sealed_bytes,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
