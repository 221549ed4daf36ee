import Logging
import Supervision

extension Logger {
    /// The event as a sentence with its facts as metadata.
    func log(_ event: LifecycleEvent) {
        log(
            level: event.level.level, "\(event.sentence)",
            metadata: event.fields.mapValues { .stringConvertible(SaidFact(description: $0)) })
    }
}

/// A fact that the sentence says too: a field of a JSON line, and no part of a text line, which would say it twice.
struct SaidFact: CustomStringConvertible, Sendable {
    let description: String
}

extension Logger.MetadataValue {
    var isSaid: Bool {
        if case .stringConvertible(let value) = self { value is SaidFact } else { false }
    }
}
