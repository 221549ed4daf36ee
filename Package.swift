// swift-tools-version: 6.2
import PackageDescription

/// Every target: Swift 6 language mode (from the tools version), warnings are errors.
let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
]

let log: Target.Dependency = .product(name: "Logging", package: "swift-log")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "django-bootstrap",
    products: [
        .executable(name: "proxy", targets: ["Proxy"]),
        .executable(name: "app-runner", targets: ["AppRunner"]),
        .executable(name: "celery-runner", targets: ["CeleryRunner"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    ],
    targets: [
        .target(
            name: "Shared",
            dependencies: [log],
            resources: [.embedInCode("Celery/django_bootstrap_celery.py")],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "Proxy",
            dependencies: ["Shared", log, arguments],
            resources: [.embedInCode("Templates")],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "AppRunner",
            dependencies: ["Shared", log, arguments],
            exclude: ["Gunicorn/requirements.txt"],
            resources: [
                .embedInCode("Bootstrap/django_bootstrap.py"),
                .embedInCode("Gunicorn/gunicorn_config.py"),
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "CeleryRunner",
            dependencies: ["Shared", log, arguments],
            swiftSettings: strict
        ),
        .testTarget(name: "SharedTests", dependencies: ["Shared", log], swiftSettings: strict),
        .testTarget(name: "ProxyTests", dependencies: ["Shared", "Proxy"], swiftSettings: strict),
        .testTarget(name: "AppRunnerTests", dependencies: ["Shared", "AppRunner"], swiftSettings: strict),
        .testTarget(name: "CeleryRunnerTests", dependencies: ["Shared", "CeleryRunner"], swiftSettings: strict),
    ]
)
