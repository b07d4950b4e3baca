"""Reads the files of a city folder: CSV tables and TOML lists, with the name of the file in every complaint."""

from __future__ import annotations

import csv
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class BadCityFile(Exception):  # noqa: N818 - a finding, said to a person
    """A file of the city folder is missing or cannot be read; the message names it and says what to do."""


@dataclass(frozen=True)
class CityFolder:
    """城市数据目录 — one city's files (format: cities/shenyang/README.md)."""

    path: Path

    def table(self, name: str) -> list[dict[str, str]]:
        """The rows of a CSV file with a header line, empty cells as empty texts."""
        with self._opened(name).open(encoding="utf-8-sig", newline="") as file:
            return [
                {key: (value or "").strip() for key, value in row.items()} for row in csv.DictReader(file)
            ]

    def toml(self, name: str) -> dict[str, Any]:
        return self._toml(self._opened(name))

    def items(self) -> Iterator[dict[str, Any]]:
        """Every file of items/, in the order of their names."""
        for path in sorted((self.path / "items").glob("*.toml")):
            yield self._toml(path)

    def publications(self) -> Iterator[dict[str, Any]]:
        """Every file of publications/, one a body, in the order of their names."""
        for path in sorted((self.path / "publications").glob("*.toml")):
            yield self._toml(path)

    def form(self, code: str) -> dict[str, Any]:
        """The form of an item as JSON Schema (forms/CODE.json); an empty object when it has none."""
        path = self.path / "forms" / f"{code}.json"
        if not path.is_file():
            return {}
        try:
            return dict(json.loads(path.read_text(encoding="utf-8")))
        except (ValueError, TypeError) as error:
            raise BadCityFile(f"{path} 无法读取 / cannot be read: {error}") from error

    def _opened(self, name: str) -> Path:
        path = self.path / name
        if not path.is_file():
            raise BadCityFile(f"缺少文件 {path} / the file {path} is missing")
        return path

    def _toml(self, path: Path) -> dict[str, Any]:
        try:
            return tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise BadCityFile(f"{path} 无法读取 / cannot be read: {error}") from error
