"""A Word file that came back: read, compared with what was sent, its changes offered one by one."""
