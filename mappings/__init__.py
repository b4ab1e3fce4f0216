"""Pure knowledge: MARC, BIBFRAME, how one becomes the other, vocabularies. No input, no output, no store."""
