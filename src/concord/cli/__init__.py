"""The command line: one verb, one command. A command parses, calls the pipeline and prints."""
