import Launch
import Settings

/// What happens to a process that dies: in a pod the container ends with its status, and the orchestrator starts it
/// again; in the single container, where that would take its neighbours along, we do.
struct RestartConfiguration: Sendable, Equatable {
    let isSingle: Bool
    let limit: Int
    /// Seconds.
    let window: Int
    let essential: Set<String>

    init(reading reader: inout SettingsReader, isSingle: Bool) {
        self.isSingle = isSingle
        limit = reader.read(AppSettings.restartLimit)
        window = reader.read(AppSettings.restartWindow)
        essential = reader.read(AppSettings.essential)
    }

    /// The process with its policy. Gunicorn that ends by itself has a reason, and its status is the container's.
    func apply(_ spec: ProcessSpec) -> ProcessSpec {
        guard isSingle else { return spec }
        var spec = spec
        spec.isEssential = ProcessName.has(essential, spec.name)
        if limit > 0 {
            spec.restart = .backoff(
                Backoff(
                    attempts: limit, window: Double(window), onlyAfterSignals: spec.name == ProcessName.gunicorn))
        }
        return spec
    }
}
