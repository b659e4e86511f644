"""What is kept and what is ended: backups, restoring, salvage, disposal."""
