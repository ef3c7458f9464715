"""Every word that a person reads in place of a name of the program."""
