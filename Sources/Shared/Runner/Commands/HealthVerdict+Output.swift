import System

extension HealthVerdict {
    /// Prints a line for each verdict and ends the process: with 0 when all are good, else with 1.
    package static func tell(_ verdicts: [HealthVerdict]) -> Never {
        for verdict in verdicts { StandardOutput.write(verdict.detail + "\n") }
        exitProcess(verdicts.allSatisfy(\.isGood) ? .success : .failure)
    }
}
