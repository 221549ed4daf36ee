/// The package of `app-runner init`, by the names of its files. Nothing of it is written to a folder.
package enum InitializePython {
    package static let files: [(path: String, contents: [UInt8])] = [
        ("__init__.py", PackageResources.__init___py),
        ("branches.py", PackageResources.branches_py),
        ("celery.py", PackageResources.celery_py),
        ("compose.py", PackageResources.compose_py),
        ("database.py", PackageResources.database_py),
        ("detect.py", PackageResources.detect_py),
        ("dockerfile.py", PackageResources.dockerfile_py),
        ("dotenv.py", PackageResources.dotenv_py),
        ("environ.py", PackageResources.environ_py),
        ("environment.py", PackageResources.environment_py),
        ("evaluate.py", PackageResources.evaluate_py),
        ("facts.py", PackageResources.facts_py),
        ("files.py", PackageResources.files_py),
        ("frontend.py", PackageResources.frontend_py),
        ("install.py", PackageResources.install_py),
        ("kubernetes.py", PackageResources.kubernetes_py),
        ("locks.py", PackageResources.locks_py),
        ("main.py", PackageResources.main_py),
        ("modules.py", PackageResources.modules_py),
        ("new_project.py", PackageResources.new_project_py),
        ("packages.py", PackageResources.packages_py),
        ("plan.py", PackageResources.plan_py),
        ("project.py", PackageResources.project_py),
        ("requirements.py", PackageResources.requirements_py),
        ("roles.py", PackageResources.roles_py),
        ("services.py", PackageResources.services_py),
        ("settings.py", PackageResources.settings_py),
        ("static.py", PackageResources.static_py),
        ("storage.py", PackageResources.storage_py),
        ("system.py", PackageResources.system_py),
        ("templates.py", PackageResources.templates_py),
        ("urls.py", PackageResources.urls_py),
        ("users.py", PackageResources.users_py),
        ("values.py", PackageResources.values_py),
        ("write.py", PackageResources.write_py),
        ("yaml.py", PackageResources.yaml_py),
    ]

    /// Makes importable what Python gets as arguments.
    package static var loader: [UInt8] { PackageResources.loader_py }
}
