"""Plan: timetable, lines of enquiry, claims, the local authority and the team."""
