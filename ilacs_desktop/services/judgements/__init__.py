"""The Judgements page: grades, once the meeting is opened."""
