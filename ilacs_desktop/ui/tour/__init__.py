"""The tour on a training inspection."""
