"""Links between documents, each with its reasons: `relate` draws all of them."""

from hearsay.links.ledger import relate

__all__ = ["relate"]
