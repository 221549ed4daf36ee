import Shared

/// Swift Testing has an `ExitStatus` of its own.
typealias ExitStatus = Shared.ExitStatus
