"""A MUK from the files an LSP has (Word, Excel, YAML), with what was not understood; and back into files.

Nothing here writes to the database but `actions`: a reader gives a draft, a list of what it did not understand, and
suggestions that a person confirms.
"""
