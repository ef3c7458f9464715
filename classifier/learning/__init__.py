"""Learning: the models from the corpus and from an agency's own labelled cases; imported by nothing else."""
