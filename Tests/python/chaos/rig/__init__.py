"""What the chaos tests share: a load of several kinds, the stacks that serve it, faults, and the table of what became of it."""
