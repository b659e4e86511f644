"""What pyside6-uic makes from forms/; never edited by hand."""
