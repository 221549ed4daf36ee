/// The Python modules of `check`, by what follows `django_bootstrap_check` in their names.
enum CheckModules {
    static let all: [(name: String, contents: [UInt8])] = [
        ("", PackageResources.django_bootstrap_check_py),
        ("_application", PackageResources.django_bootstrap_check_application_py),
        ("_basics", PackageResources.django_bootstrap_check_basics_py),
        ("_celery", PackageResources.django_bootstrap_check_celery_py),
        ("_database", PackageResources.django_bootstrap_check_database_py),
        ("_deploy", PackageResources.django_bootstrap_check_deploy_py),
        ("_files", PackageResources.django_bootstrap_check_files_py),
        ("_gunicorn", PackageResources.django_bootstrap_check_gunicorn_py),
        ("_hooks", PackageResources.django_bootstrap_check_hooks_py),
        ("_media", PackageResources.django_bootstrap_check_media_py),
        ("_migrations", PackageResources.django_bootstrap_check_migrations_py),
        ("_packages", PackageResources.django_bootstrap_check_packages_py),
        ("_places", PackageResources.django_bootstrap_check_places_py),
        ("_python", PackageResources.django_bootstrap_check_python_py),
        ("_report", PackageResources.django_bootstrap_check_report_py),
        ("_settings", PackageResources.django_bootstrap_check_settings_py),
        ("_site", PackageResources.django_bootstrap_check_site_py),
        ("_stages", PackageResources.django_bootstrap_check_stages_py),
        ("_static", PackageResources.django_bootstrap_check_static_py),
        ("_superuser", PackageResources.django_bootstrap_check_superuser_py),
        ("_web", PackageResources.django_bootstrap_check_web_py),
        ("_whitenoise", PackageResources.django_bootstrap_check_whitenoise_py),
    ]
}
