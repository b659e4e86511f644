"""Report: the letter or report written beside its pages."""
