"""The fictitious local authority and the worked training inspections."""
