"""Findings: coverage by source, findings and what they rest on."""
