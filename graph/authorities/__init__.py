"""Authorities: vocabularies loaded and looked up, headings followed into the descriptions that use them."""
