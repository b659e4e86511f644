"""Judgements: the grading meeting, grades and their reasons."""
