"""What the chaos tests share: the stacks that serve a load, faults, and the table of what became of every request."""
