"""Lending: the rules a library lends by, and the calendars that its due dates follow."""
