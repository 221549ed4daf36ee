/// Variables of the Django project that we carry but do not interpret: they may come from `NAME_FILE`.
package enum ProjectSettings {
    package static let secretKey = Setting<String?>.text(
        "SECRET_KEY", .project, help: "Handed to the project as it is", secret: true, fromFile: true)
    package static let databaseURL = Setting<String?>.text(
        "DATABASE_URL", .project, help: "Handed to the project as it is", secret: true, fromFile: true)
    package static let celeryBrokerURL = Setting<String?>.text(
        "CELERY_BROKER_URL", .project, help: "Handed to the project and to Celery as it is", secret: true,
        fromFile: true)

    package static let all: [SettingDescription] = [
        secretKey.description, databaseURL.description, celeryBrokerURL.description,
    ]
}
