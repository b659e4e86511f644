"""Every change to the record: editing, undo, history, two versions, strike-out."""
