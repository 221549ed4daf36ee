import CeleryRunner
import Project
import Settings

/// Celery beside Gunicorn in one container.
struct EmbeddedCelery: Sendable, Equatable {
    let worker: Bool
    let beat: Bool
    let configuration: CeleryConfiguration

    init(
        reading reader: inout SettingsReader, common: CommonConfiguration, host: HostProbe,
        project: ProjectEnvironment? = nil,
        isSingle: Bool
    ) {
        configuration = CeleryConfiguration(reading: &reader, common: common, host: host, project: project)
        let worker = reader.read(CelerySettings.worker)
        let beat = reader.read(CelerySettings.beat)
        if configuration.app == nil, isSingle, worker || beat {
            let switches = [(worker, CelerySettings.worker.name), (beat, CelerySettings.beat.name)]
            let names = switches.filter(\.0).map(\.1).joined(separator: " and ")
            reader.report(
                CelerySettings.app.name,
                "cannot start Celery: \(names) is on, but CELERY_APP is not set; set it to the Celery application, for "
                    + "example mysite")
        }
        if !isSingle, worker || beat, common.shape == .pod {
            reader.warn(
                "CELERY_WORKER and CELERY_BEAT start nothing in the pod shape: run celery-runner in a container of its own, "
                    + "or set BOOTSTRAP_SHAPE=single")
        }
        self.worker = worker && isSingle
        self.beat = beat && isSingle
    }

    var kinds: [CeleryKind] { (worker ? [.worker] : []) + (beat ? [.beat] : []) }
}
