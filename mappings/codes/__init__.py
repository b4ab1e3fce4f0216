"""Code lists (relators, languages, countries, carriers ...) as data with labels and their date."""
