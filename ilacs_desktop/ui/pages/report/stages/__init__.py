"""What follows fieldwork, on the Report page: stages, and the LA's comments on the draft."""
