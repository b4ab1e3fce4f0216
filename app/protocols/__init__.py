"""One file or folder for each protocol the installation speaks."""
