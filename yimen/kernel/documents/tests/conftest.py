"""Every test of documents has its own folder of files and keys."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from yimen.kernel.documents import authority, sealing
from yimen.kernel.documents.sealing import SealKey

NOON = datetime(2026, 3, 13, 4, 0, tzinfo=UTC)
ORG = "示例市城市管理局"


@pytest.fixture(autouse=True)
def _own_folders(settings: Settings, tmp_path: Path) -> None:
    settings.YIMEN_FILES = tmp_path / "files"
    settings.YIMEN_KEYS = tmp_path / "keys"
    settings.STORAGES = {
        **settings.STORAGES,
        "files": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "files")},
        },
    }
    return


@pytest.fixture
def seal() -> SealKey:
    return new_seal("approval")


def new_seal(name: str, at: datetime = NOON) -> SealKey:
    made = authority.make_seal(name, org=ORG, title=f"{ORG} 行政审批专用章", at=at)
    return sealing.seal_key(
        key_ref=made.key_ref, certificate_pem=made.certificate_pem, org=ORG, kind_text="行政审批专用章"
    )
