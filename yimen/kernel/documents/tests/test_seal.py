"""用印 and 查验: the seal holds, the smallest change shows, nothing given breaks the check."""

import io
import stat
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12
from PIL import Image
from pypdf import PdfReader
from pytest_django import Settings

from yimen.kernel.base.refusals import RuleBroken
from yimen.kernel.documents import authority, keys, sealing
from yimen.kernel.documents.making import Made, examples, make
from yimen.kernel.documents.seal_image import seal_png
from yimen.kernel.documents.sealing import SealKey
from yimen.kernel.documents.verification import Outcome, verify

from .conftest import NOON, ORG, new_seal

EXAMPLES = examples()


@pytest.fixture
def made() -> Made:
    return make("acceptance_notice", EXAMPLES["acceptance_notice"])


def sealed(made: Made, seal: SealKey, at: datetime = NOON) -> bytes:
    return sealing.sign(made.pdf, seal=seal, at=at, reason="用印", location="示例市", place=made.place)


def test_sealed_file_is_genuine(made: Made, seal: SealKey) -> None:
    verdict = verify(sealed(made, seal))
    assert verdict.outcome == Outcome.GENUINE
    assert (verdict.org, verdict.seal, verdict.signed_at) == (ORG, f"{ORG} 行政审批专用章", NOON)
    assert verdict.is_intact
    assert verdict.is_whole_file
    assert verdict.is_trusted
    assert not verdict.is_changed_after_signing
    assert not verdict.is_revoked
    assert str(verdict.sentence) == "文件签章有效：确由所示机关用印，用印之后没有改动。"


def test_seal_adds_to_the_file_and_changes_nothing_before(made: Made, seal: SealKey) -> None:
    signed = sealed(made, seal)
    assert signed.startswith(made.pdf)
    root = PdfReader(io.BytesIO(signed)).trailer["/Root"]
    assert "/Extensions" not in root
    assert "/Version" not in root
    metadata = root["/Metadata"].get_data()
    assert metadata == PdfReader(io.BytesIO(made.pdf)).trailer["/Root"]["/Metadata"].get_data()


def test_seal_stands_over_the_date(made: Made, seal: SealKey) -> None:
    page = PdfReader(io.BytesIO(sealed(made, seal))).pages[made.place.page - 1]
    [widget] = [one.get_object() for one in page["/Annots"]]
    left, bottom, right, top = (float(one) for one in widget["/Rect"])
    assert right - left == pytest.approx(42 / 25.4 * 72, abs=1.5)
    assert (left + right) / 2 == pytest.approx(made.place.x, abs=1)
    assert (bottom + top) / 2 == pytest.approx(made.place.page_height - made.place.y, abs=1)
    assert widget["/F"] & 4  # printed


def test_seal_without_a_place_is_not_seen(made: Made, seal: SealKey) -> None:
    signed = sealing.sign(made.pdf, seal=seal, at=NOON, reason="", location="", place=None)
    assert verify(signed).outcome == Outcome.GENUINE


def test_any_flipped_bit_shows(made: Made, seal: SealKey) -> None:
    signed = sealed(made, seal)
    for place in range(10, len(signed), len(signed) // 60):
        broken = bytearray(signed)
        broken[place] ^= 1
        verdict = verify(bytes(broken))
        assert verdict.outcome != Outcome.GENUINE or _is_padding(signed, place)


def _is_padding(signed: bytes, place: int) -> bool:
    """Zeros behind the signature inside its reserved place belong to no signed byte."""
    start = signed.index(b"/Contents <")
    return start < place < signed.index(b">", start)


def test_added_content_shows(made: Made, seal: SealKey) -> None:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(sealed(made, seal)))
    writer.root["/Lang"] = writer.root["/Lang"]
    writer.update_root()
    output = io.BytesIO()
    writer.write(output)
    verdict = verify(output.getvalue())
    assert verdict.outcome == Outcome.CHANGED
    assert verdict.is_intact
    assert verdict.is_changed_after_signing
    assert [str(one) for one in verdict.reasons][-1] == "用印之后又添加了内容"


def test_unsigned_file(made: Made) -> None:
    assert verify(made.pdf).outcome == Outcome.UNSIGNED


def test_seal_of_another_city_is_foreign(made: Made, settings: Settings, seal: SealKey) -> None:
    signed = sealed(made, seal)
    settings.YIMEN_KEYS = settings.YIMEN_KEYS.with_name("elsewhere")
    verdict = verify(signed)
    assert verdict.outcome == Outcome.FOREIGN
    assert verdict.is_intact
    assert verdict.org == ORG


def test_root_of_an_outside_authority_is_trusted(made: Made, settings: Settings, seal: SealKey) -> None:
    signed = sealed(made, seal)
    outside = [authority.root().certificate, authority.issuing().certificate]
    settings.YIMEN_KEYS = settings.YIMEN_KEYS.with_name("elsewhere")
    assert verify(signed).outcome == Outcome.FOREIGN
    (settings.YIMEN_KEYS / "trusted").mkdir()
    pem = outside[0].public_bytes(serialization.Encoding.PEM)
    (settings.YIMEN_KEYS / "trusted" / "outside.pem").write_bytes(pem)
    assert verify(signed).outcome == Outcome.GENUINE


def test_revoked_seal(made: Made, seal: SealKey) -> None:
    signed = sealed(made, seal)
    serial = verify(signed).signatures[0].serial
    assert verify(signed, revoked={serial: NOON - timedelta(days=1)}).outcome == Outcome.REVOKED
    assert verify(signed, revoked={serial: NOON + timedelta(days=1)}).outcome == Outcome.GENUINE


def test_documents_outlive_the_seal(made: Made) -> None:
    long_ago = datetime(2008, 5, 15, 4, 0, tzinfo=UTC)
    assert verify(sealed(made, new_seal("of-2008", long_ago), long_ago)).outcome == Outcome.GENUINE
    assert verify(sealed(made, new_seal("expired", long_ago), NOON)).outcome == Outcome.FOREIGN


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"%PDF-",
        b"%PDF-1.7\n%%EOF",
        b"<html><body>pdf</body></html>",
        b"MZ" + b"\0" * 5000,
        b"\xff" * 10_000,
        b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF",
        b"%PDF-1.7\nstartxref\n-5\n%%EOF",
    ],
)
def test_garbage_gets_a_verdict(garbage: bytes) -> None:
    verdict = verify(garbage)
    assert verdict.outcome == Outcome.UNREADABLE
    assert verdict.size == len(garbage)


def test_cut_file_gets_a_verdict(made: Made, seal: SealKey) -> None:
    signed = sealed(made, seal)
    for part in range(1, 20):
        assert verify(signed[: len(signed) * part // 20]).outcome != Outcome.GENUINE


def test_too_large_file_is_not_read() -> None:
    verdict = verify(b"%PDF-1.7" + bytes(50 * 1024 * 1024))
    assert verdict.outcome == Outcome.UNREADABLE
    assert [str(one) for one in verdict.reasons] == ["文件超过 50 MB，请上传原电子文件。"]


def test_keys_lie_closed_and_encrypted(seal: SealKey, settings: Settings) -> None:
    files = sorted(path for path in settings.YIMEN_KEYS.rglob("*") if path.is_file())
    assert [path.name for path in files] == ["issuing.pem", "root.pem", "approval.pem"]
    for path in files:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert b"BEGIN ENCRYPTED PRIVATE KEY" in path.read_bytes()
    assert stat.S_IMODE(settings.YIMEN_KEYS.stat().st_mode) == 0o700


def test_another_secret_opens_no_key(seal: SealKey, settings: Settings) -> None:
    assert keys.open_key("file:approval").key
    settings.SECRET_KEY = "another secret key of the test, long enough to be one"
    with pytest.raises(RuleBroken, match="SECRET_KEY"):
        keys.open_key("file:approval")


@pytest.mark.parametrize(
    "reference", ["", "approval", "file:", "file:../root", "file:none", "module:x", "pkcs12:no"]
)
def test_unknown_key_is_refused(reference: str) -> None:
    with pytest.raises(RuleBroken):
        keys.open_key(reference)


def test_name_of_a_key_is_used_once(seal: SealKey) -> None:
    with pytest.raises(ValueError, match="already a key"):
        new_seal("approval")


def test_outside_key_in_pkcs12(made: Made, settings: Settings) -> None:
    private = keys.new_private()
    above = authority.issuing()
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "外部印章")])
    certificate = (
        authority._builder(
            name, above.certificate.subject, private.public_key(), NOON, NOON + timedelta(days=9)
        )
        .add_extension(authority._usage(signs_certificates=False), critical=True)
        .sign(above.private, authority.hashes.SHA256())
    )
    place = settings.YIMEN_KEYS / "external"
    place.mkdir()
    phrase = serialization.BestAvailableEncryption(b"open sesame")
    (place / "court.p12").write_bytes(
        pkcs12.serialize_key_and_certificates(b"seal", private, certificate, None, phrase)
    )
    (place / "court.pass").write_text("open sesame\n")
    outside = sealing.seal_key(key_ref="pkcs12:court", certificate_pem="", org=ORG, kind_text="")
    verdict = verify(sealed(made, outside, NOON + timedelta(days=1)))
    assert (verdict.outcome, verdict.seal) == (Outcome.GENUINE, "外部印章")


def test_revocation_list_is_signed() -> None:
    raw = authority.revocation_list([(42, NOON)], at=NOON)
    listed = x509.load_der_x509_crl(raw)
    assert [one.serial_number for one in listed] == [42]
    assert listed.is_signature_valid(authority.issuing().private.public_key())


def test_picture_is_round_red_and_transparent() -> None:
    picture = Image.open(io.BytesIO(seal_png(ORG, "行政审批专用章")))
    assert picture.mode == "RGBA"
    assert picture.size == (496, 496)
    corner, ring, star = picture.getpixel((2, 2)), picture.getpixel((248, 7)), picture.getpixel((248, 240))
    assert corner[3] == 0
    assert ring == star == (200, 16, 46, 255)
    assert seal_png(ORG, "行政审批专用章") == seal_png(ORG, "行政审批专用章")


def test_picture_of_any_name() -> None:
    for name in ("", "局", "示例" * 30):
        assert seal_png(name, "").startswith(b"\x89PNG")
