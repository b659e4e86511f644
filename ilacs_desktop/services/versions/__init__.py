"""The document as it stood: versions kept, compared, taken back; the inspection at a moment."""
