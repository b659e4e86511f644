"""Fields on the screen and the values typed into them."""
