// swift-tools-version: 6.2
import PackageDescription

/// Every target: Swift 6 language mode (from the tools version), warnings are errors.
let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
]

let log: Target.Dependency = .product(name: "Logging", package: "swift-log")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

/// The Python package of `app-runner init`, named one by one: a folder would embed Python's caches too.
let initialize = [
    "branches", "celery", "compose", "database", "detect", "dockerfile", "dotenv", "environ", "environment",
    "evaluate", "facts", "files", "frontend", "install", "kubernetes", "loader", "locks", "main",
    "modules", "new_project", "packages", "plan", "project", "requirements", "roles", "services", "settings",
    "static", "storage", "system", "templates", "urls", "users", "values", "write", "yaml",
].map { Resource.embedInCode("Initialize/Python/init_\($0).py") }

let package = Package(
    name: "django-bootstrap",
    products: [
        .executable(name: "proxy", targets: ["ProxyMain"]),
        .executable(name: "app-runner", targets: ["AppRunnerMain"]),
        .executable(name: "celery-runner", targets: ["CeleryRunnerMain"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    ],
    targets: [
        // The layers, lowest first: a target imports those that it names and nothing else.
        .target(name: "Settings", path: "Sources/Shared/Settings", swiftSettings: strict),
        .target(name: "Launch", dependencies: ["Settings"], path: "Sources/Shared/Launch", swiftSettings: strict),
        .target(
            name: "Project", dependencies: ["Launch", "Settings"], path: "Sources/Shared/Project",
            swiftSettings: strict),
        .target(
            name: "Supervision", dependencies: ["Launch", "Settings"], path: "Sources/Shared/Supervision",
            swiftSettings: strict),
        .target(
            name: "System", dependencies: ["CLinux", "Launch", "Settings"], path: "Sources/Shared/System",
            exclude: ["CLinux"], swiftSettings: strict),
        // What Glibc's module map leaves out, by the C headers themselves.
        .target(name: "CLinux", path: "Sources/Shared/System/CLinux"),
        .target(
            name: "Runner", dependencies: ["Supervision", "System", "Launch", "Settings", log],
            path: "Sources/Shared/Runner", swiftSettings: strict),
        // Each program is a library with all it does, which tests import, and a main file.
        .target(
            name: "Proxy",
            dependencies: ["Runner", "System", "Launch", "Settings", log, arguments],
            exclude: ["Main", "Module"],
            resources: [.embedInCode("Templates")],
            swiftSettings: strict
        ),
        .target(
            name: "AppRunner",
            dependencies: [
                "Proxy", "CeleryRunner", "Runner", "System", "Project", "Launch", "Settings", log, arguments,
            ],
            exclude: ["Gunicorn/requirements.txt", "Gunicorn/build-requirements.txt", "Main", "Predecessor/scripts"],
            resources: [
                .embedInCode("Bootstrap/django_bootstrap.py"),
                .embedInCode("Bootstrap/django_bootstrap_collect.py"),
                .embedInCode("Bootstrap/django_bootstrap_files.py"),
                .embedInCode("Bootstrap/django_bootstrap_places.py"),
                .embedInCode("Bootstrap/django_bootstrap_site.py"),
                .embedInCode("Bootstrap/django_bootstrap_static.py"),
                .embedInCode("Bootstrap/django_bootstrap_storages.py"),
                .embedInCode("Bootstrap/django_bootstrap_gunicorn.py"),
                .embedInCode("Bootstrap/django_bootstrap_hooks.py"),
                .embedInCode("Bootstrap/django_bootstrap_superuser.py"),
                .embedInCode("Bootstrap/django_bootstrap_watchdog.py"),
                .embedInCode("Bootstrap/check/django_bootstrap_check.py"),
                .embedInCode("Bootstrap/check/django_bootstrap_check_application.py"),
                .embedInCode("Bootstrap/check/django_bootstrap_check_basics.py"),
                .embedInCode("Bootstrap/check/django_bootstrap_check_celery.py"),
                .embedInCode("Bootstrap/check/django_bootstrap_check_database.py"),
                .embedInCode("Bootstrap/check/django_bootstrap_check_deploy.py"),
                .embedInCode("Bootstrap/check/django_bootstrap_check_files.py"),
                .embedInCode("Bootstrap/check/django_bootstrap_check_gunicorn.py"),
                .embedInCode("Bootstrap/check/django_bootstrap_check_hooks.py"),
                .embedInCode("Bootstrap/check/django_bootstrap_check_media.py"),
                .embedInCode("Bootstrap/check/django_bootstrap_check_migrations.py"),
                .embedInCode("Bootstrap/check/django_bootstrap_check_packages.py"),
                .embedInCode("Bootstrap/check/django_bootstrap_check_places.py"),
                .embedInCode("Bootstrap/check/django_bootstrap_check_python.py"),
                .embedInCode("Bootstrap/check/django_bootstrap_check_report.py"),
                .embedInCode("Bootstrap/check/django_bootstrap_check_settings.py"),
                .embedInCode("Bootstrap/check/django_bootstrap_check_site.py"),
                .embedInCode("Bootstrap/check/django_bootstrap_check_stages.py"),
                .embedInCode("Bootstrap/check/django_bootstrap_check_static.py"),
                .embedInCode("Bootstrap/check/django_bootstrap_check_superuser.py"),
                .embedInCode("Bootstrap/check/django_bootstrap_check_web.py"),
                .embedInCode("Bootstrap/check/django_bootstrap_check_whitenoise.py"),
                .embedInCode("Gunicorn/gunicorn_config.py"),
                .embedInCode("Initialize/Templates"),
            ] + initialize,
            swiftSettings: strict
        ),
        .target(
            name: "CeleryRunner",
            dependencies: ["Runner", "System", "Project", "Launch", "Settings", log, arguments],
            exclude: ["Main"],
            resources: [.embedInCode("Python/django_bootstrap_celery.py")],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "ProxyMain", dependencies: ["Proxy"], path: "Sources/Proxy/Main", swiftSettings: strict),
        // Also does the other programs' work when it is called by their names: an image with all three has one file.
        .executableTarget(
            name: "AppRunnerMain", dependencies: ["AppRunner", "Proxy", "CeleryRunner", "Runner"],
            path: "Sources/AppRunner/Main", swiftSettings: strict),
        .executableTarget(
            name: "CeleryRunnerMain", dependencies: ["CeleryRunner"], path: "Sources/CeleryRunner/Main",
            swiftSettings: strict),
        .target(
            name: "TestSupport", dependencies: ["System", "Launch", "Settings"], path: "Tests/TestSupport",
            swiftSettings: strict),
        .testTarget(name: "SettingsTests", dependencies: ["Settings", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "LaunchTests", dependencies: ["Launch", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "ProjectTests", dependencies: ["Project", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "SupervisionTests", dependencies: ["Supervision", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "SystemTests", dependencies: ["System", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "RunnerTests", dependencies: ["Runner", "TestSupport", log], swiftSettings: strict),
        .testTarget(name: "ProxyTests", dependencies: ["Proxy", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "AppRunnerTests", dependencies: ["AppRunner", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "CeleryRunnerTests", dependencies: ["CeleryRunner", "TestSupport"], swiftSettings: strict),
    ]
)
