"""The PostgreSQL that comes with Yimen: programs from a wheel, data under <var>/postgres, no network port."""

from yimen.project import env
from yimen.project.embedded.server import Embedded

__all__ = ["Embedded", "test_url"]


def test_url() -> str:
    """The address for tests: DATABASE_URL where it is set, else that of the server of <var>/test, started."""
    if given := env.text("DATABASE_URL"):
        return given
    embedded = Embedded(env.folder("YIMEN_VAR", env.ROOT / "var") / "test", for_tests=True)
    embedded.ensure_running(lambda line: None)
    return embedded.url("owner")
