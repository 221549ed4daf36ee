"""Clients that ask one request after the other, and a record of what became of each."""
