/// Variables that say what Celery runs and how; read by `celery-runner` and, in the single shape, by `app-runner`.
package enum CelerySettings {
    package static let app = Setting<String?>.text(
        "CELERY_APP", .celery, help: "The Celery application; needed when CELERY_WORKER or CELERY_BEAT is on")
    package static let worker = Setting<Bool>.toggle(
        "CELERY_WORKER", .celery, help: "Run a worker (solo pool) inside the single container")
    package static let beat = Setting<Bool>.toggle(
        "CELERY_BEAT", .celery, help: "Run beat inside the single container")
    package static let broker = Setting<Secret?>.secret(
        "CELERY_BROKER", .celery, help: "The broker's URL",
        deprecated: "set CELERY_BROKER_URL, or broker_url in the project's Celery settings, instead")
    package static let logLevel = Setting<String?>.text(
        "CELERY_LOGLEVEL", .celery, help: "The log level of worker and beat",
        deprecated: "pass --loglevel in the container's command instead")
    package static let concurrency = Setting<Int?>(
        "CELERY_CONCURRENCY", program: .celery, type: "a whole number from 1 to 1024", default: nil, shownDefault: "",
        help: "The worker's concurrency (1 when nothing says otherwise)",
        deprecated: "pass --concurrency in the container's command instead",
        parse: { Parsers.integer($0, in: 1...1024).map(Optional.some) })

    package static let hungAfter = Setting<Int>.seconds(
        "CELERY_HEALTH_HUNG_AFTER", .celery, default: 60, in: 5...86_400,
        help: "Seconds without activity, while no running task explains it, until a worker counts as hung")
    package static let taskLimit = Setting<Int>.seconds(
        "CELERY_HEALTH_TASK_LIMIT", .celery, default: 3600, in: 1...604_800,
        help: "Seconds that one task may block all other activity of a worker before it counts as hung")
    package static let disconnectedAfter = Setting<Int>.seconds(
        "CELERY_HEALTH_DISCONNECTED_AFTER", .celery, default: 15, in: 1...86_400,
        help: "Seconds that the broker may leave a request unanswered before the worker counts as disconnected")
    package static let idleLimit = Setting<Int>.seconds(
        "CELERY_HEALTH_IDLE_LIMIT", .celery, default: 120, in: 5...86_400,
        help: "Seconds that messages may wait in the queues of an idle, connected worker before it counts as hung")
    package static let beatLimit = Setting<Int>.seconds(
        "CELERY_HEALTH_BEAT_LIMIT", .celery, default: 30, in: 1...86_400,
        help: "Seconds that beat's next tick may be late before it counts as hung")

    package static let all: [SettingDescription] = [
        app.description, worker.description, beat.description, broker.description, logLevel.description,
        concurrency.description, hungAfter.description, taskLimit.description, disconnectedAfter.description,
        idleLimit.description, beatLimit.description,
    ]
}
