"""`python -m maillon`: the command line."""

from maillon.cli import main

main()
