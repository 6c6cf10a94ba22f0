"""Which organisations are one: what is compared, what speaks for and against, and the three tiers that follow."""
