"""OpenAPI: heads and proofs of the public ledger."""

from ninja import Router

router = Router(tags=["ledger"])
