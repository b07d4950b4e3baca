"""Pages of the network, one file a noun."""
