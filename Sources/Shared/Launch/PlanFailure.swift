/// Something that cannot be done, in one sentence, with the status to exit with.
package struct PlanFailure: Error, Sendable, Equatable {
    package let message: String
    package let status: ExitStatus

    package init(_ message: String, status: ExitStatus) {
        self.message = message
        self.status = status
    }
}
