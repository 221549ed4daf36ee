/// The long-running Celery processes that we know more of than their command line.
package enum CeleryKind: String, Sendable, CaseIterable {
    case worker
    case beat
}
