"""The router that the files of this folder share."""

from ninja import Router

router = Router()
