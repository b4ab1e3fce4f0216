"""HTTP, command line, sign-in, protocols, composition root: everything that talks to the outside."""
