"""A Word file that came back: what it changes, beside the paragraph, taken or refused."""
