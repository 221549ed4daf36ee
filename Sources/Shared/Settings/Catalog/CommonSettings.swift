/// The shape a program runs in (`BOOTSTRAP_SHAPE`).
package enum Shape: String, Sendable, CaseIterable {
    /// Each container has one of our programs as PID 1; they share volumes.
    case pod
    /// `app-runner` also runs Nginx and, if asked, Celery, as its own children.
    case single
}

/// How log lines are written (`BOOTSTRAP_LOG_FORMAT`).
package enum LogFormat: String, Sendable, CaseIterable {
    case text
    case json
}

/// The least severe lines that are logged (`BOOTSTRAP_LOG_LEVEL`).
package enum LogThreshold: String, Sendable, CaseIterable {
    case debug
    case info
    case warning
    case error
}

/// What happens to log lines while they are not read (`LOG_OVERFLOW`).
package enum LogOverflow: String, Sendable, CaseIterable {
    /// They are dropped and counted: the site continues.
    case drop
    /// The process that writes a line waits, Nginx and Gunicorn too: no line is lost.
    case block
}

/// Variables that all three programs read.
package enum CommonSettings {
    package static let shape = Setting<Shape>.choice(
        "BOOTSTRAP_SHAPE", .all, default: .pod,
        help: "pod: one program a container; single: app-runner also runs Nginx and, if asked, Celery. "
            + "Unset or empty in an image: what the image was built for")
    package static let appDirectory = Setting<String>.directory(
        "BOOTSTRAP_APP_DIR", .all, default: "/app",
        help: "The project's folder, with its static and media files below it")
    package static let runDirectory = Setting<String>.directory(
        "BOOTSTRAP_RUN_DIR", .all, default: "/run",
        help: "Sockets, pid files and everything else made at start; may be an empty tmpfs")
    package static let configDirectory = Setting<String>.directory(
        "BOOTSTRAP_CONFIG_DIR", .all, default: "/etc",
        help: "The folder of your own nginx/ and gunicorn/ configuration files")
    package static let user = Setting<String>(
        "BOOTSTRAP_USER", program: .all, type: "the name of a user", default: "django", shownDefault: "django",
        help: "The user that Django, Gunicorn and Celery run as when the container starts as root",
        parse: Parsers.accountName)
    package static let shutdownTimeout = Setting<Int>.seconds(
        "SHUTDOWN_TIMEOUT", .all, default: 25, in: 1...86_400,
        help: "Seconds from the stop signal until what still runs is killed; keep it below the orchestrator's own limit"
    )
    package static let logFormat = Setting<LogFormat>.choice(
        "BOOTSTRAP_LOG_FORMAT", .all, default: .text, help: "The format of the programs' own log lines, on stderr")
    package static let logLevel = Setting<LogThreshold>.choice(
        "BOOTSTRAP_LOG_LEVEL", .all, default: .info, help: "The lowest level of the programs' own log lines")
    package static let logOverflow = Setting<LogOverflow>.choice(
        "LOG_OVERFLOW", .all, default: .drop,
        help: "What happens to log lines while stdout or stderr, a pipe or a socket, is not read: "
            + "drop: they are dropped and counted, and the site continues; block: the site waits")
    package static let secretsDirectory = Setting<String>.directory(
        SecretFiles.directoryVariable, .all, default: "",
        help: "A folder whose files become variables: the file's name is the variable's")

    package static let all: [SettingDescription] = [
        shape.description, appDirectory.description, runDirectory.description, configDirectory.description,
        user.description, shutdownTimeout.description, logFormat.description, logLevel.description,
        logOverflow.description, secretsDirectory.description,
    ]
}
