"""The translator's workbench: commands, checks and the view of a page with its messages."""
