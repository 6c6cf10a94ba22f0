"""The commands: options, exit codes and output formats over the answers. Heavy packages are imported inside functions."""
