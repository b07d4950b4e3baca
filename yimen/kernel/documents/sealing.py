"""用印 — a PAdES signature (B-B) with the round red seal over the organ's name and the date (骑年盖月)."""

import asyncio
import io
import zlib
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cryptography import x509
from cryptography.hazmat.primitives import serialization

from . import authority, keys
from .making import SealPlace
from .seal_image import DIAMETER_MM, draw_seal

if TYPE_CHECKING:
    from pyhanko.sign.signers import Signer

POINTS = DIAMETER_MM / 25.4 * 72
RESERVED = 16384  # hex digits kept free for the signature: three certificates take about half
FIELD = "Seal"


@dataclass(frozen=True)
class SealKey:
    """印章 — all that is needed to seal, kept in memory: the key, the certificates, the picture."""

    signer: "Signer"
    picture: "Picture"


@dataclass(frozen=True)
class Picture:
    """印模 — the picture of a seal as compressed PDF image data, made once."""

    width: int
    colour: bytes
    alpha: bytes


def seal_key(*, key_ref: str, certificate_pem: str, org: str, kind_text: str) -> SealKey:
    """The seal ready for use; opened once a process. Raises RuleBroken when its key cannot be opened."""
    return _seal_key(str(keys.folder()), keys.passphrase(), key_ref, certificate_pem, org, kind_text)


@lru_cache(maxsize=512)
def _seal_key(place: str, phrase: bytes, key_ref: str, certificate_pem: str, org: str, text: str) -> SealKey:
    opened = keys.open_key(key_ref)
    return SealKey(_signer(opened.key, certificate_pem or opened.certificate_pem), picture(org, text))


@lru_cache(maxsize=256)
def picture(org: str, kind_text: str) -> Picture:
    drawn = draw_seal(org, kind_text)
    alpha = drawn.getchannel("A").tobytes()
    return Picture(drawn.width, zlib.compress(drawn.convert("RGB").tobytes(), 9), zlib.compress(alpha, 9))


def sign(
    pdf: bytes,
    *,
    seal: SealKey,
    at: datetime,
    reason: str,
    location: str,
    place: SealPlace | None,
    field: str = FIELD,
) -> bytes:
    """The PDF with one signature more, which covers the whole file; without a place the seal is not seen.

    ``field`` names the signature in the file: a file with several seals gives each its own.
    """
    return asyncio.run(_sign(_writer(pdf), seal, at, reason, location, place, field))


def _writer(pdf: bytes) -> Any:
    """Writes the seal as one more revision; the archival metadata stay, without the machine's clock."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    class Revision(IncrementalPdfFileWriter):
        def _update_meta(self) -> None:
            """The document's own metadata stay."""

    return Revision(io.BytesIO(pdf))


async def _sign(
    writer: Any, seal: SealKey, at: datetime, reason: str, location: str, place: SealPlace | None, field: str
) -> bytes:
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata
    from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

    metadata = PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=reason,
        location=location,
    )
    session = _pdf_signer(metadata, seal, place).init_signing_session(writer)
    session.system_time = at
    prepared = session.prepare_tbs_document(validation_info=None, bytes_reserved=RESERVED)
    digest, output = prepared.digest_tbs_document()
    done = await prepared.perform_signature(
        document_digest=digest.document_digest, pdf_cms_signed_attrs=PdfCMSSignedAttributes(signing_time=at)
    )
    await done.post_signature_processing(output)
    signed: bytes = output.getvalue()
    return signed


def field_box(place: SealPlace) -> tuple[int, int, int, int]:
    """The box of the seal in PDF coordinates (from the bottom left), centred on its place."""
    left, bottom = place.x - POINTS / 2, place.page_height - place.y - POINTS / 2
    return round(left), round(bottom), round(left + POINTS), round(bottom + POINTS)


def _pdf_signer(metadata: Any, seal: SealKey, place: SealPlace | None) -> Any:
    from pyhanko.pdf_utils.layout import AxisAlignment, Margins, SimpleBoxLayoutRule
    from pyhanko.sign.fields import SigFieldSpec
    from pyhanko.sign.signers import PdfSigner
    from pyhanko.stamp import StaticStampStyle

    class ArchivalSigner(PdfSigner):
        def register_extensions(self, pdf_out: Any, *, md_algorithm: str) -> None:
            """None: PDF/A-2 is PDF 1.7 without extensions, and its signatures are PAdES by definition."""

    if place is None:
        return ArchivalSigner(metadata, signer=seal.signer)
    whole = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID, margins=Margins())
    style = StaticStampStyle(
        border_width=0, background=_content(seal.picture), background_layout=whole, background_opacity=1
    )
    field = SigFieldSpec(
        metadata.field_name, on_page=place.page - 1, box=field_box(place), readable_field_name=metadata.reason
    )
    return ArchivalSigner(metadata, signer=seal.signer, stamp_style=style, new_field_spec=field)


def _content(seal: Picture) -> Any:
    """The seal's picture as PDF content: image data compressed once, not at each signature."""
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.content import PdfContent, ResourceType
    from pyhanko.pdf_utils.layout import BoxConstraints

    number: Any = generic.NumberObject

    def image(writer: Any, data: bytes, space: str, mask: Any = None) -> Any:
        entries = {
            "/Type": generic.NameObject("/XObject"),
            "/Subtype": generic.NameObject("/Image"),
            "/Width": number(seal.width),
            "/Height": number(seal.width),
            "/ColorSpace": generic.NameObject(space),
            "/BitsPerComponent": number(8),
            "/Filter": generic.NameObject("/FlateDecode"),
            **({"/SMask": mask} if mask else {}),
        }
        named = {generic.pdf_name(name): value for name, value in entries.items()}
        return writer.add_object(generic.StreamObject(named, encoded_data=data))

    class SealContent(PdfContent):
        def render(self) -> bytes:
            mask = image(self.writer, seal.alpha, "/DeviceGray")
            shown = image(self.writer, seal.colour, "/DeviceRGB", mask)
            self.set_resource(category=ResourceType.XOBJECT, name=generic.pdf_name("/Seal"), value=shown)
            return b"%d 0 0 %d 0 0 cm /Seal Do" % (self.box.width, self.box.height)

    return SealContent(box=BoxConstraints(seal.width, seal.width))


def _signer(key: keys.Signing, certificate_pem: str) -> "Signer":
    """A signer whose key stays open, with the certificates above it."""
    from asn1crypto.algos import SignedDigestAlgorithm
    from asn1crypto.x509 import Certificate
    from pyhanko.sign.signers import Signer
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    certificate = x509.load_pem_x509_certificate(certificate_pem.encode())

    def ours(one: x509.Certificate) -> Certificate:
        return Certificate.load(one.public_bytes(serialization.Encoding.DER))

    new_registry: Any = SimpleCertificateStore
    registry = new_registry()
    registry.register(ours(certificate))
    above = authority.issuing().certificate
    if certificate.issuer == above.subject:
        registry.register(ours(above))
    mechanism = "sha256_ecdsa" if ours(certificate).public_key.algorithm == "ec" else "sha256_rsa"

    class OpenKeySigner(Signer):
        async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
            return bytes(96) if dry_run else key.sign(data)

    return OpenKeySigner(
        signing_cert=ours(certificate),
        cert_registry=registry,
        signature_mechanism=SignedDigestAlgorithm({"algorithm": mechanism}),
        embed_roots=False,
    )
