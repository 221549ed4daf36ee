/// What becomes of the lines that the program and its children write.
package struct LogPolicy: Sendable, Equatable {
    package let overflow: LogOverflow
    /// The format of lines that other processes of the suite write: dropped lines, a program that cannot be started.
    package let format: LogFormat

    package init(overflow: LogOverflow, format: LogFormat) {
        self.overflow = overflow
        self.format = format
    }
}
