"""A soak test: a million strange and ordinary requests, after which nothing may have grown."""
