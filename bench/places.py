"""Where the bench keeps what it makes: outside git, below build/bench."""

from pathlib import Path

CHECKOUT = Path(__file__).parent.parent
BUILD = CHECKOUT / "build" / "bench"
LOGS = BUILD / "logs"
FIGURES = BUILD / "figures"
PEERS = BUILD / "peers"
"""What the peers are given: the captured answer, text, catalogs."""
BASE_URL = "https://openly.example"
ARTICLE = "/en/"
