"""Everything a Django project needs before Gunicorn starts, in one process.

app-runner writes this package and its launcher, `django_bootstrap.py`, to its run folder. `main` has the steps and
their order. Modules import each other when they are loaded and never later: the launcher takes the package out of
`sys.modules` before any code of the project's runs, so that a module of the project's may have the same name.
"""
