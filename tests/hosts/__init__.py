"""Every host of DEPLOYING.md, started from its file in deploy/ and read through."""
