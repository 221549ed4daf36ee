/// What `plan` says about Gunicorn and the application when the command names neither.
enum ProjectNotes {
    static func gunicorn(_ configuration: AppConfiguration) -> [String] {
        let gunicorn = configuration.gunicorn
        let none =
            "Gunicorn: none found in the project's environment or in \(gunicorn.imageFolder); the start fails unless Python "
            + "finds one"
        return [configuration.installedGunicorn?.text ?? none] + application(configuration)
    }

    private static func application(_ configuration: AppConfiguration) -> [String] {
        guard let settings = configuration.bootstrap.applicationSettings else { return [] }
        return [
            "application: from WSGI_APPLICATION of \(settings), else ASGI_APPLICATION (read at start), unless Gunicorn's "
                + "configuration names one"
        ]
    }
}
