/// The bootstrap helper: its launcher and its package, by their paths in the folder that they are written to.
package enum BootstrapPython {
    package static let files: [(path: String, contents: [UInt8])] = [
        ("django_bootstrap.py", PackageResources.django_bootstrap_py),
        ("django_bootstrap/__init__.py", PackageResources.__init___py),
        ("django_bootstrap/celery_check.py", PackageResources.celery_check_py),
        ("django_bootstrap/collect.py", PackageResources.collect_py),
        ("django_bootstrap/collectstatic.py", PackageResources.collectstatic_py),
        ("django_bootstrap/database.py", PackageResources.database_py),
        ("django_bootstrap/errors.py", PackageResources.errors_py),
        ("django_bootstrap/files.py", PackageResources.files_py),
        ("django_bootstrap/frames.py", PackageResources.frames_py),
        ("django_bootstrap/gunicorn_check.py", PackageResources.gunicorn_check_py),
        ("django_bootstrap/gunicorn_launcher.py", PackageResources.gunicorn_launcher_py),
        ("django_bootstrap/hooks.py", PackageResources.hooks_py),
        ("django_bootstrap/locks.py", PackageResources.locks_py),
        ("django_bootstrap/main.py", PackageResources.main_py),
        ("django_bootstrap/metrics.py", PackageResources.metrics_py),
        ("django_bootstrap/migrations.py", PackageResources.migrations_py),
        ("django_bootstrap/options.py", PackageResources.options_py),
        ("django_bootstrap/own_modules.py", PackageResources.own_modules_py),
        ("django_bootstrap/places.py", PackageResources.places_py),
        ("django_bootstrap/process_group.py", PackageResources.process_group_py),
        ("django_bootstrap/project_settings.py", PackageResources.project_settings_py),
        ("django_bootstrap/report.py", PackageResources.report_py),
        ("django_bootstrap/site.py", PackageResources.site_py),
        ("django_bootstrap/site_file.py", PackageResources.site_file_py),
        ("django_bootstrap/site_step.py", PackageResources.site_step_py),
        ("django_bootstrap/start.py", PackageResources.start_py),
        ("django_bootstrap/status.py", PackageResources.status_py),
        ("django_bootstrap/status_file.py", PackageResources.status_file_py),
        ("django_bootstrap/steps.py", PackageResources.steps_py),
        ("django_bootstrap/storages.py", PackageResources.storages_py),
        ("django_bootstrap/superuser.py", PackageResources.superuser_py),
        ("django_bootstrap/superuser_fields.py", PackageResources.superuser_fields_py),
        ("django_bootstrap/uncollected.py", PackageResources.uncollected_py),
        ("django_bootstrap/watchdog.py", PackageResources.watchdog_py),
    ]

    /// Gunicorn's launcher, which stands alone: the helper imports it as one of its modules.
    package static var gunicornLauncher: [UInt8] { PackageResources.gunicorn_launcher_py }
}
