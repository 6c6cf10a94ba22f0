"""How well organisations are recognised: the weights are learnt here, and what they are worth is measured here."""
