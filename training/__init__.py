"""How the weights are made: corpora in, `src/hearsay/model/weights` out. Not in the wheel."""
