"""KIT: meetings, requests and actions."""
