"""The Report page: the letter or report, its checks, its files."""
