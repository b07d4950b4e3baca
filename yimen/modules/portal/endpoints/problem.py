"""How an operation of the portal says no."""

from ninja import Schema


class Problem(Schema):
    """A refusal, in the form of RFC 9457."""

    type: str
    title: str
    status: int
    code: str
    detail: str
