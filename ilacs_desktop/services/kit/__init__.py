"""The KIT page: meetings, spoken feedback, requests."""
