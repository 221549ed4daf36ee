/// Variables of the Django project that we carry but do not interpret: they may come from `NAME_FILE`.
package enum ProjectSettings {
    package static let secretKey = Setting<Secret?>.secret(
        "SECRET_KEY", .project, help: "Passed to the project unchanged", fromFile: true)
    package static let databaseURL = Setting<Secret?>.secret(
        "DATABASE_URL", .project, help: "Passed to the project unchanged", fromFile: true)
    package static let celeryBrokerURL = Setting<Secret?>.secret(
        "CELERY_BROKER_URL", .project, help: "Passed to the project and to Celery unchanged", fromFile: true)

    package static let all: [SettingDescription] = [
        secretKey.description, databaseURL.description, celeryBrokerURL.description,
    ]
}
