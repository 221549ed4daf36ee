/// The package that Celery's worker and beat load, by its paths in the folder that it is written to.
package enum CeleryPython {
    package static let files: [(path: String, contents: [UInt8])] = [
        ("django_bootstrap_celery/__init__.py", PackageResources.__init___py),
        ("django_bootstrap_celery/broker.py", PackageResources.broker_py),
        ("django_bootstrap_celery/log.py", PackageResources.log_py),
        ("django_bootstrap_celery/reporter.py", PackageResources.reporter_py),
        ("django_bootstrap_celery/scheduler.py", PackageResources.scheduler_py),
        ("django_bootstrap_celery/shutdown.py", PackageResources.shutdown_py),
        ("django_bootstrap_celery/state.py", PackageResources.state_py),
        ("django_bootstrap_celery/worker.py", PackageResources.worker_py),
    ]
}
