"""The Plan page: timetable, lines of enquiry, team."""
