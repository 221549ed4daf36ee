// swift-tools-version: 6.2
import PackageDescription

/// Every target: Swift 6 language mode (from the tools version), warnings are errors.
let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
]

let log: Target.Dependency = .product(name: "Logging", package: "swift-log")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

/// A Python package as a target of its own: an embedded file is known by its last name alone, and each package has an
/// `__init__.py`. The modules are named one by one: a folder would embed Python's caches too.
func python(
    _ target: String, in folder: String, package: String, launcher: String? = nil, besides: [String] = [],
    modules: [String]
) -> Target {
    .target(
        name: target, path: folder, exclude: besides, sources: ["\(target).swift"],
        resources: (launcher.map { [.embedInCode($0)] } ?? [])
            + modules.map { .embedInCode("\(package)/\($0).py") },
        swiftSettings: strict)
}

/// What lies in the folder of app-runner's Python packages, by target.
let appRunnerPython = [
    "BootstrapPython": ["BootstrapPython.swift", "django_bootstrap.py", "django_bootstrap"],
    "CheckPython": ["CheckPython.swift", "django_bootstrap_check.py", "django_bootstrap_check"],
    "InitializePython": ["InitializePython.swift", "django_bootstrap_init"],
]

func besides(_ target: String) -> [String] {
    appRunnerPython.filter { $0.key != target }.flatMap(\.value).sorted()
}

let pythonPackages = [
    python(
        "BootstrapPython", in: "Sources/AppRunner/Python", package: "django_bootstrap", launcher: "django_bootstrap.py",
        besides: besides("BootstrapPython"),
        modules: [
            "__init__", "celery_check", "collect", "collectstatic", "database", "errors", "files", "frames",
            "gunicorn_check", "gunicorn_launcher", "hooks", "locks", "main", "metrics", "migrations", "options",
            "own_modules", "places", "process_group", "project_settings", "report", "site", "site_file", "site_step",
            "start", "status", "status_file", "steps", "storages", "superuser", "superuser_fields", "uncollected",
            "watchdog",
        ]),
    python(
        "CheckPython", in: "Sources/AppRunner/Python", package: "django_bootstrap_check",
        launcher: "django_bootstrap_check.py", besides: besides("CheckPython"),
        modules: [
            "__init__", "application", "basics", "celery", "database", "deploy", "files", "gunicorn", "hooks", "main",
            "media", "migrations", "packages", "places", "python", "report", "settings", "site", "stages", "static",
            "superuser", "web", "whitenoise",
        ]),
    python(
        "InitializePython", in: "Sources/AppRunner/Python", package: "django_bootstrap_init",
        besides: besides("InitializePython"),
        modules: [
            "__init__", "branches", "celery", "compose", "database", "detect", "dockerfile", "dotenv", "environ",
            "environment", "evaluate", "facts", "files", "frontend", "install", "kubernetes", "loader", "locks", "main",
            "modules", "new_project", "packages", "plan", "project", "requirements", "roles", "services", "settings",
            "static", "storage", "system", "templates", "urls", "users", "values", "write", "yaml",
        ]),
    python(
        "CeleryPython", in: "Sources/CeleryRunner/Python", package: "django_bootstrap_celery",
        modules: [
            "__init__", "broker", "log", "reporter", "scheduler", "shutdown", "state", "worker",
        ]),
]

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
            name: "Runner", dependencies: ["Supervision", "System", "Launch", "Settings", log, arguments],
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
                "Proxy", "CeleryRunner", "Runner", "System", "Project", "Launch", "Settings", "BootstrapPython",
                "CheckPython", "InitializePython", log, arguments,
            ],
            exclude: [
                "Gunicorn/requirements.txt", "Gunicorn/build-requirements.txt", "Main", "Predecessor/scripts", "Python",
            ],
            resources: [
                .embedInCode("Gunicorn/gunicorn_config.py"),
                .embedInCode("Initialize/Templates"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "CeleryRunner",
            dependencies: ["Runner", "System", "Project", "Launch", "Settings", "CeleryPython", log, arguments],
            exclude: ["Main", "Python"],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "ProxyMain", dependencies: ["Proxy", "Runner"], path: "Sources/Proxy/Main", swiftSettings: strict),
        // Also does the other programs' work when it is called by their names: an image with all three has one file.
        .executableTarget(
            name: "AppRunnerMain", dependencies: ["AppRunner", "Proxy", "CeleryRunner", "Runner"],
            path: "Sources/AppRunner/Main", swiftSettings: strict),
        .executableTarget(
            name: "CeleryRunnerMain", dependencies: ["CeleryRunner", "Runner"], path: "Sources/CeleryRunner/Main",
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
        .testTarget(
            name: "AppRunnerTests", dependencies: ["AppRunner", "BootstrapPython", "TestSupport"], swiftSettings: strict
        ),
        .testTarget(name: "CeleryRunnerTests", dependencies: ["CeleryRunner", "TestSupport"], swiftSettings: strict),
    ] + pythonPackages
)
