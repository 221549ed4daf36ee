"""`app-runner check`: whether a project fits the images, what would go wrong, and what to change."""
