/// What becomes of the lines that the program and its children write.
package struct LogPolicy: Sendable, Equatable {
    package let overflow: LogOverflow
    /// How the line is written that tells of dropped ones.
    package let format: LogFormat

    package init(overflow: LogOverflow, format: LogFormat) {
        self.overflow = overflow
        self.format = format
    }
}
