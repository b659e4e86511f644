"""Packs between laptops: entries in, bytes and a plan out. Pure."""
