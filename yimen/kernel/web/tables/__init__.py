"""List pages, declared: columns, filters, sort; read by keyset, exported as CSV and XLSX."""

from .columns import Cell, Column
from .export import exported
from .filters import Filter
from .page import TablePage
from .table import Table

__all__ = ["Cell", "Column", "Filter", "Table", "TablePage", "exported"]
