"""The same page by other means, to compare with; each peer is an application of its own."""
