"""Pages of approvals, one file a part of the way; ``opening`` says who may open them."""
