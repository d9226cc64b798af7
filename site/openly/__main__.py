"""Run the `openly` command as `python -m openly`."""

from openly.commands import main

main()
