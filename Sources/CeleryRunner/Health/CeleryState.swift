import Runner

/// What a worker or beat wrote of itself (`/run/celery/worker.state`): times in seconds of the monotonic clock, which all
/// processes of a machine share and which cannot be set.
typealias CeleryState = StateLines
