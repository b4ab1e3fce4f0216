"""The fields of the roots by domain: a class of queries or mutations each, from which the roots are made."""
