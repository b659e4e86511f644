"""Our own small widgets: quiet, named for screen readers, sized by the text."""
