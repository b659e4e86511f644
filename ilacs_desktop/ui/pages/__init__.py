"""The pages of the sidebar, each with the parts that it alone uses."""
