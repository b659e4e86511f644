"""Settings of the laptop and of the inspection."""
