"""What the settings need, set before Django reads them: loaded by pytest as a plug-in (pyproject.toml)."""

import fcntl
import gc
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

gc.set_threshold(50_000, 20, 20)  # a run makes much that stays: garbage is searched for less often
os.environ.setdefault("SECRET_KEY", "tests only, thirty-two characters and more")
if (
    "DATABASE_URL" not in os.environ
):  # first: the server lives in the <var>/test of this checkout, not of this run
    from yimen.project.embedded import test_url

    os.environ["DATABASE_URL"] = test_url()
os.environ.setdefault("YIMEN_TEST_RUN", uuid4().hex[:12])  # workers inherit it: one name for the whole run
os.environ.setdefault("YIMEN_VAR", tempfile.mkdtemp(prefix="yimen-tests-"))
Path(os.environ["YIMEN_VAR"], "static").mkdir(parents=True, exist_ok=True)
os.environ.setdefault("YIMEN_PLAIN_STATIC", "true")
os.environ.setdefault("YIMEN_DEVELOPMENT", "true")
os.environ.setdefault("SECOND_FACTOR_REQUIRED", "false")
os.environ.setdefault("ALLOWED_HOSTS", "127.0.0.1,localhost,testserver")


def prepared_folder() -> Path:
    """Where the run keeps its prepared site: of this run and no other, so that it was made by its own code."""
    return Path(tempfile.gettempdir()) / f"yimen-prepared-{os.environ['YIMEN_TEST_RUN']}"


@contextmanager
def prepared_once(name: str) -> Iterator[bool]:
    """Whether the thing of this name is still to be prepared; other workers of the run wait until it is."""
    folder = prepared_folder()
    folder.mkdir(mode=0o711, exist_ok=True)
    folder.chmod(0o711)
    with (folder / f"{name}-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ready = folder / f"{name}-ready"
        yield not ready.exists()
        ready.touch()
