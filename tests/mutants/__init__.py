"""Small changes of the rules' code that some test must see: `python -m tests.mutants --draw 300 --seed 1`."""
