"""Tables of the network: nodes and keys, messages, mirrored cases, reconciliation."""

from .messages import Incoming, Outgoing, Rejection
from .mirror import CentreVersion, MirroredCase, MirroredCharge, MirroredPaper
from .nodes import LocalKey, LocalNode, Node, NodeItem, NodeKey
from .reconciling import Difference, Reconciliation

__all__ = [
    "CentreVersion",
    "Difference",
    "Incoming",
    "LocalKey",
    "LocalNode",
    "MirroredCase",
    "MirroredCharge",
    "MirroredPaper",
    "Node",
    "NodeItem",
    "NodeKey",
    "Outgoing",
    "Reconciliation",
    "Rejection",
]
