"""Bad input: requests that no browser sends, and what every answer to them must hold.

`python -m tests.fuzz` (`make fuzz`) sends a million to the application and 50,000 to gunicorn; the
tests send some hundreds and replay `corpus/`, which keeps what once broke the site.
"""
