"""The command line: thin, every command calls `sayso.Case`."""
