"""发证 — the city's own certificate authority for the default installation: root, issuing authority, seals.

The root and the issuing certificate begin in 2000, so that documents of former years can be sealed.
A city with an outside authority registers seals with ``pkcs12:`` keys and puts its roots into
YIMEN_KEYS/trusted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.conf import settings

from . import keys

BEGIN = datetime(2000, 1, 1, tzinfo=UTC)
END = datetime(2099, 12, 31, tzinfo=UTC)
DOCUMENT_SIGNING = x509.ObjectIdentifier("1.3.6.1.5.5.7.3.36")  # RFC 9336
SEAL_YEARS = 5


@dataclass(frozen=True)
class Authority:
    """发证机构 — a certificate that signs certificates, and its key."""

    certificate: x509.Certificate
    private: ec.EllipticCurvePrivateKey


@dataclass(frozen=True)
class SealCertificate:
    """印章证书 — what is kept of a newly made seal."""

    certificate_pem: str
    key_ref: str
    valid_from: datetime
    valid_until: datetime


def root() -> Authority:
    """The root of the city, made on first use."""
    return _authority(str(keys.folder()), keys.passphrase(), "root")


def issuing() -> Authority:
    """The authority under the root that signs seals, made on first use."""
    return _authority(str(keys.folder()), keys.passphrase(), "issuing")


@lru_cache(maxsize=16)
def _authority(place: str, phrase: bytes, which: str) -> Authority:
    """From its file, or newly made; two processes that make it at once end with the same file."""
    path = keys.folder() / f"{which}.pem"
    content = path.read_bytes() if path.exists() else keys.keep(f"{which}.pem", _new_authority(which))
    private = keys.decrypted(content)
    if not isinstance(private, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{path} does not hold an ECDSA key")
    return Authority(x509.load_pem_x509_certificate(content[content.index(b"-----BEGIN CERT") :]), private)


def _new_authority(which: str) -> bytes:
    private = keys.new_private()
    city = str(getattr(settings, "YIMEN_CITY_NAME", "")) or "示例市"
    above = None if which == "root" else root()
    title = f"{city}一门文书根证书" if above is None else f"{city}一门文书发证机构"
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, city),
            x509.NameAttribute(NameOID.COMMON_NAME, title),
        ]
    )
    certificate = (
        _builder(subject, above.certificate.subject if above else subject, private.public_key(), BEGIN, END)
        .add_extension(x509.BasicConstraints(ca=True, path_length=1 if above is None else 0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(_key_above(above.private if above else private), critical=False)
        .sign(above.private if above else private, hashes.SHA256())
    )
    return keys.encrypted(private) + certificate.public_bytes(serialization.Encoding.PEM)


def make_seal(name: str, *, org: str, title: str, at: datetime) -> SealCertificate:
    """Makes the key and the certificate of a seal; ``name`` is that of its key file.

    The subject names the organ (O) and the seal (CN: organ and kind). Raises ValueError for a name in use.
    """
    private = keys.new_private()
    above = issuing()
    until = min(at + timedelta(days=round(365.25 * SEAL_YEARS)), END)
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, org[:64]),
            x509.NameAttribute(NameOID.COMMON_NAME, title[:64]),
        ]
    )
    certificate = (
        _builder(subject, above.certificate.subject, private.public_key(), at - timedelta(minutes=5), until)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([DOCUMENT_SIGNING, ExtendedKeyUsageOID.EMAIL_PROTECTION]), False)
        .add_extension(_key_above(above.private), critical=False)
        .sign(above.private, hashes.SHA256())
    )
    content = keys.encrypted(private)
    if keys.keep(f"seals/{name}.pem", content) != content:
        raise ValueError(f"there is already a key named {name}")
    pem = certificate.public_bytes(serialization.Encoding.PEM).decode()
    return SealCertificate(pem, f"file:{name}", at, until)


def trusted_roots() -> list[x509.Certificate]:
    """Our root, and those that the city put into YIMEN_KEYS/trusted as PEM files."""
    found = [root().certificate]
    for path in sorted((keys.folder() / "trusted").glob("*.pem")):
        found += x509.load_pem_x509_certificates(path.read_bytes())
    return found


def trusted_roots_key() -> tuple[str, ...]:
    """What the set of trusted roots depends on: the folder, and the name and time of each file in it."""
    place = keys.folder()
    added = sorted((place / "trusted").glob("*.pem"))
    return (str(place), *(f"{path.name}/{path.stat().st_mtime_ns}" for path in added))


def revocation_list(revoked: Iterable[tuple[int, datetime]], *, at: datetime) -> bytes:
    """The list of revoked seal certificates (serial, since when) as DER, signed by the issuing authority."""
    above = issuing()
    listed = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(above.certificate.subject)
        .last_update(at)
        .next_update(at + timedelta(days=7))
        .add_extension(x509.CRLNumber(int(at.timestamp())), critical=False)
    )
    for serial, since in revoked:
        one = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(since).build()
        listed = listed.add_revoked_certificate(one)
    return listed.sign(above.private, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def _builder(
    subject: x509.Name, issuer: x509.Name, public: ec.EllipticCurvePublicKey, since: datetime, until: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def _key_above(private: ec.EllipticCurvePrivateKey) -> x509.AuthorityKeyIdentifier:
    return x509.AuthorityKeyIdentifier.from_issuer_public_key(private.public_key())


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=not signs_certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )
