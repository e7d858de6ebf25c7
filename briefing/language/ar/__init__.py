"""What is true of Arabic alone: ordinals above ten, and the fifth that is written like five."""
