"""What points at one person in running text: IDs, numbers, dates of birth, postcodes, names."""
