"""查验 by page and by the API, the register of seals, and how files leave the house."""

import io
from datetime import date, timedelta

import pytest
from cryptography import x509
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from yimen.kernel.documents import actions, queries, sealing, serving
from yimen.kernel.documents.findings import masked_holder
from yimen.kernel.documents.intake import receive
from yimen.kernel.documents.making import make
from yimen.kernel.documents.models import Document, Seal
from yimen.kernel.documents.sealing import SealKey
from yimen.kernel.orgs.models import Org
from yimen.kernel.people.actor import PersonActor

from .conftest import EXAMPLES, NOON, ORG, drawn_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed(bureau: Org, keeper: PersonActor, approval_seal: Seal) -> Document:
    document = drawn_up(bureau, data_until="2099-12-31")
    return actions.seal(document, seal=approval_seal, by=keeper, at=NOON).document


def upload(client: Client, content: bytes) -> str:
    response = client.post(reverse("documents:verify"), {"file": SimpleUploadedFile("文书.pdf", content)})
    assert response.status_code == 200
    return response.content.decode()


def by_code(client: Client, code: str) -> str:
    response = client.get(reverse("documents:verification", args=[code]))
    assert response.headers["Cache-Control"] == "private, no-store"
    return response.content.decode()


def test_anybody_verifies_by_code(client: Client, sealed: Document) -> None:
    page = by_code(client, sealed.verify_code)
    assert f"文书真实有效：由{ORG}用印，目前有效。" in page
    assert "示城管许字〔2026〕12号" in page
    assert str(sealed.sealed_file_id) in page
    assert "张*明" in page
    assert "张小明" not in page
    assert "城市道路占用" not in page


def test_typed_code_leads_to_the_same_page(client: Client, sealed: Document) -> None:
    typed = f" {sealed.verify_code[:8].lower()}-{sealed.verify_code[8:]} "
    response = client.get(reverse("documents:verify"), {"code": typed})
    assert response.headers["Location"] == reverse("documents:verification", args=[sealed.verify_code])
    response = client.get(reverse("documents:verify"), {"code": "ABC"})
    assert "查验码有16位字母和数字" in response.content.decode()


def test_anybody_verifies_a_file(client: Client, sealed: Document) -> None:
    pdf = queries.pdf(sealed)
    assert f"文书真实有效：由{ORG}用印，目前有效。" in upload(client, pdf)
    broken = bytearray(pdf)
    broken[3000] ^= 1
    page = upload(client, bytes(broken))
    assert "文件在用印之后被改动过" in page
    assert "示城管许字" not in page
    assert "文件无法查验" in upload(client, b"%PDF-1.7 nothing")
    assert Document.objects.filter(org=sealed.org).count() == 1


def test_sealed_but_not_registered_is_not_called_valid(client: Client, seal: SealKey, db: None) -> None:
    made = make("letter", EXAMPLES["letter"])
    pdf = sealing.sign(made.pdf, seal=seal, at=NOON, reason="", location="", place=made.place)
    page = upload(client, pdf)
    assert "登记册里没有这份文件" in page
    assert f"{ORG} 行政审批专用章" in page


def test_foreign_seal_is_not_named_as_confirmed(client: Client, sealed: Document, settings) -> None:
    settings.YIMEN_KEYS = settings.YIMEN_KEYS.with_name("elsewhere")
    page = upload(client, queries.pdf(sealed))
    assert "不是本市机关的印章" in page
    assert "未经确认" in page
    assert "文书真实有效" not in page


def test_revoked_expired_and_unsealed_are_said(
    client: Client,
    bureau: Org,
    keeper: PersonActor,
    leader: PersonActor,
    approval_seal: Seal,
    sealed: Document,
) -> None:
    pdf = queries.pdf(sealed)
    actions.revoke(sealed, reason="x", by=leader, at=NOON)
    for page in (by_code(client, sealed.verify_code), upload(client, pdf)):
        assert f"文书已由{ORG}撤销，不再有效。" in page
    old = drawn_up(bureau, number="旧", data_until="2026-03-21")
    assert "尚未用印，还不产生效力" in by_code(client, old.verify_code)
    actions.seal(old, seal=approval_seal, by=keeper, at=NOON)
    assert "有效期已过" in by_code(client, old.verify_code)
    future = drawn_up(bureau, number="新", data_from="2090-01-01", data_until="2091-01-01")
    actions.seal(future, seal=approval_seal, by=keeper, at=NOON)
    assert "还没有到生效日期" in by_code(client, future.verify_code)


def test_unknown_codes_get_one_answer(client: Client, db: None) -> None:
    for code in ("ABCDEFGHJKLMNPQR", "x", "%00", "<script>"):
        response = client.get(reverse("documents:verification", args=[code]))
        assert response.status_code == 404
        assert "没有查到这份文书" in response.content.decode()


def test_damaged_store_does_not_break_the_page(client: Client, sealed: Document, settings) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "files": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    }
    assert f"文书真实有效：由{ORG}用印" in by_code(client, sealed.verify_code)


def test_too_many_questions(client: Client, db: None) -> None:
    address = reverse("documents:verification", args=["ABCDEFGHJKLMNPQR"])
    assert [client.get(address).status_code for _ in range(31)] == [404] * 30 + [429]
    assert "查询过于频繁" in client.get(address).content.decode()
    assert client.get("/api/v1/documents/verification/ABCDEFGHJKLMNPQR").status_code == 429


def test_endpoint_answers_the_same(client: Client, sealed: Document) -> None:
    answer = client.get(f"/api/v1/documents/verification/{sealed.verify_code}").json()
    signature = answer.pop("signatures")[0]
    assert answer == {
        "outcome": "in_force",
        "sentence": f"文书真实有效：由{ORG}用印，目前有效。",
        "is_in_force": True,
        "kind": "行政许可决定书",
        "title": "准予行政许可决定书",
        "number": "示城管许字〔2026〕12号",
        "org": ORG,
        "holder": "张*明",
        "sealed_at": "2026-03-13T04:00:00Z",
        "paper_sealed_at": None,
        "valid_from": "2026-03-20",
        "valid_until": "2099-12-31",
        "ended_at": None,
        "sha256": sealed.sealed_file_id,
    }
    assert (signature["org"], signature["is_intact"], signature["is_trusted"]) == (ORG, True, True)
    file = SimpleUploadedFile("a.pdf", queries.pdf(sealed))
    posted = client.post("/api/v1/documents/verification", {"file": file})
    assert posted.json()["outcome"] == "in_force"
    assert client.get("/api/v1/documents/verification/nothing").json()["outcome"] == "unknown"


def test_root_and_revocation_list_are_public(client: Client, sealed: Document) -> None:
    assert (
        client.get(reverse("documents:root_certificate")).headers["Content-Type"] == "application/pkix-cert"
    )
    listed = x509.load_der_x509_crl(client.get(reverse("documents:revocation_list")).content)
    assert list(listed) == []


def test_register_of_seals_by_page(
    client: Client, bureau: Org, administrator: PersonActor, keeper: PersonActor, settings
) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(keeper.person)
    assert client.get(reverse("documents:seals")).status_code == 404
    assert client.get(reverse("documents:seal_registration")).status_code == 404
    client.force_login(administrator.person)
    facts = {"org": bureau.pk, "kind": "official", "name": f"{ORG}公章"}
    assert client.post(reverse("documents:seal_registration"), facts).status_code == 302
    page = client.post(reverse("documents:seal_registration"), facts).content.decode()
    assert "已有在用印章" in page
    seal = Seal.objects.get(org=bureau)
    assert f"{ORG}公章" in client.get(reverse("documents:seals")).content.decode()
    assert client.get(reverse("documents:impression", args=[seal.pk])).content.startswith(b"\x89PNG")
    address = reverse("documents:seal_revocation", args=[seal.pk])
    assert "此前用印的文书仍然有效" in client.get(address).content.decode()
    assert client.post(address, {"reason": "更换"}).status_code == 302
    assert Seal.objects.get(org=bureau).revoked_reason == "更换"


@pytest.mark.parametrize(
    ("left", "told"),
    [
        (timedelta(days=400), None),
        (timedelta(days=59), "证书即将到期"),
        (timedelta(seconds=-1), "证书已到期"),
    ],
)
def test_the_register_warns_of_seals_that_end(
    client: Client,
    approval_seal: Seal,
    administrator: PersonActor,
    settings,
    left: timedelta,
    told: str | None,
) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(administrator.person)
    Seal.objects.filter(pk=approval_seal.pk).update(valid_until=timezone.now() + left)
    page = client.get(reverse("documents:seals")).content.decode()
    assert [words for words in ("证书即将到期", "证书已到期") if words in page] == ([told] if told else [])
    actions.revoke_seal(approval_seal, reason="更换", by=administrator, at=timezone.now())
    page = client.get(reverse("documents:seals")).content.decode()
    assert "证书即将到期" not in page
    assert "证书已到期" not in page


def test_specimens_are_not_for_others(client: Client, keeper: PersonActor, settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(keeper.person)
    assert client.get(reverse("documents:papers")).status_code == 404
    assert client.get(reverse("documents:specimen", args=["decision"])).status_code == 404


def test_specimens_are_shown(client: Client, administrator: PersonActor, settings) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    client.force_login(administrator.person)
    assert "受理通知书" in client.get(reverse("documents:papers")).content.decode()
    assert client.get(reverse("documents:specimen", args=["decision"])).content.startswith(b"%PDF-1.7")
    assert client.get(reverse("documents:specimen", args=["nothing"])).status_code == 404


def test_served_file_is_harmless(sealed: Document) -> None:
    response = serving.serve(sealed, filename='决定书 "1"\r\n.pdf', inline=True)
    assert b"".join(response) == queries.pdf(sealed)
    response.file_to_stream.close()
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == (
        "inline; filename=\"1.pdf\"; filename*=UTF-8''%E5%86%B3%E5%AE%9A%E4%B9%A6%201.pdf"
    )
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert response.headers["Content-Length"] == str(sealed.sealed_file.size)
    request = RequestFactory().get("/", headers={"If-None-Match": response.headers["ETag"]})
    assert serving.serve(sealed, filename="a.pdf", request=request).status_code == 304


def test_only_safe_kinds_are_shown(bureau: Org) -> None:
    file = actions.keep_file(receive("甲,乙".encode(), filename="a.csv"), at=NOON)
    response = serving.serve(file, filename="a.csv", inline=True)
    assert response.headers["Content-Disposition"] == "attachment; filename=\"a.csv\"; filename*=UTF-8''a.csv"
    response.file_to_stream.close()
    draft = serving.serve(drawn_up(bureau), filename="草稿.pdf")
    assert (
        draft.headers["Content-Disposition"]
        == "attachment; filename=\"file.pdf\"; filename*=UTF-8''%E8%8D%89%E7%A8%BF.pdf"
    )
    assert b"".join(draft).startswith(b"%PDF-1.7")


def test_bodies_are_named_and_persons_masked() -> None:
    assert masked_holder("示例建设工程有限公司") == "示例建设工程有限公司"
    assert masked_holder("张小明") == "张*明"
    assert masked_holder("买买提·示例") == "买****例"
    assert masked_holder("") == ""


def test_code_stands_on_the_paper(sealed: Document) -> None:
    from pypdf import PdfReader

    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(queries.pdf(sealed))).pages)
    assert sealed.data["verify_code"] in text
    assert sealed.standing(date(2026, 4, 1)) == "in_force"
