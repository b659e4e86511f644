"""The checks on the Report page: run as one writes, listed, gone to, accepted or turned off."""
