"""What follows fieldwork: the stages of the document, and the LA's comments on its draft."""
