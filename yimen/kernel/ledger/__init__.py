"""公开账本: entries of the record sealed into a Merkle tree whose heads are published, so that anyone can check them."""
