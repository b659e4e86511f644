"""Turns a document into a file: pure, from frozen values to bytes."""
