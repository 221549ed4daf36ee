"""`app-runner init`: readers of a project, its facts, a plan of the files to write, and the writer."""
