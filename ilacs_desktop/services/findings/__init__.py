"""The Findings page: findings, coverage, children heard, disagreement."""
