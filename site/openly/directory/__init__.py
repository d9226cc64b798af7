"""The help directory: records of services, and nothing of Flask."""
