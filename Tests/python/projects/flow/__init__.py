"""The way of a project: init, build, run, log in, look at files, upload, stop."""
