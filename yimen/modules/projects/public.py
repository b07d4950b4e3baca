"""The only door for other modules: what stands in __all__."""

__all__: list[str] = []
