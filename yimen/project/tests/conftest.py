"""What the tests of `make up` and its PostgreSQL share."""

import shutil
import tempfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def make_reachable_folder():
    """Make a folder that the server's own user can reach: pytest closes its own folders to others at each run."""
    made = []

    def make():
        made.append(Path(tempfile.mkdtemp(prefix="yimen-")))
        made[-1].chmod(0o711)
        return made[-1]

    yield make
    for folder in made:
        shutil.rmtree(folder)
