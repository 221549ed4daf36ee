/// The package of `app-runner check` with its launcher, by their paths in the folder that they are written to.
package enum CheckPython {
    package static let files: [(path: String, contents: [UInt8])] = [
        ("django_bootstrap_check.py", PackageResources.django_bootstrap_check_py),
        ("django_bootstrap_check/__init__.py", PackageResources.__init___py),
        ("django_bootstrap_check/application.py", PackageResources.application_py),
        ("django_bootstrap_check/basics.py", PackageResources.basics_py),
        ("django_bootstrap_check/celery.py", PackageResources.celery_py),
        ("django_bootstrap_check/database.py", PackageResources.database_py),
        ("django_bootstrap_check/deploy.py", PackageResources.deploy_py),
        ("django_bootstrap_check/files.py", PackageResources.files_py),
        ("django_bootstrap_check/gunicorn.py", PackageResources.gunicorn_py),
        ("django_bootstrap_check/hooks.py", PackageResources.hooks_py),
        ("django_bootstrap_check/main.py", PackageResources.main_py),
        ("django_bootstrap_check/media.py", PackageResources.media_py),
        ("django_bootstrap_check/migrations.py", PackageResources.migrations_py),
        ("django_bootstrap_check/packages.py", PackageResources.packages_py),
        ("django_bootstrap_check/places.py", PackageResources.places_py),
        ("django_bootstrap_check/python.py", PackageResources.python_py),
        ("django_bootstrap_check/report.py", PackageResources.report_py),
        ("django_bootstrap_check/settings.py", PackageResources.settings_py),
        ("django_bootstrap_check/site.py", PackageResources.site_py),
        ("django_bootstrap_check/stages.py", PackageResources.stages_py),
        ("django_bootstrap_check/static.py", PackageResources.static_py),
        ("django_bootstrap_check/superuser.py", PackageResources.superuser_py),
        ("django_bootstrap_check/web.py", PackageResources.web_py),
        ("django_bootstrap_check/whitenoise.py", PackageResources.whitenoise_py),
    ]
}
