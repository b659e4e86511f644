"""The checks of the letter or report: what may not stand, what to look at, what to know."""
