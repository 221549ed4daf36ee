"""What the end-to-end tests share: running programs, speaking HTTP in raw bytes, throw-away projects."""
