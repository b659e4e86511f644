"""Everything on disk: vault, encrypted files, journal, migrations, search."""
