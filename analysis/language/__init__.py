"""Language: the parse, words, names and their likeness; what reading and comparing both know."""
