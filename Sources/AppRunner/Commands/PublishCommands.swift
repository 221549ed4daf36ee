import ArgumentParser
import Launch
import Runner
import System

/// `app-runner publish-static`: copies the collected files to the volume that the proxy serves from, once.
struct PublishStaticCommand: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish-static",
        abstract: "Copies the collected static files to STATIC_PUBLISH_DIR, all of them or none, and exits.")

    func run(in process: RunningProgram) {
        process.run(.publishStatic)
    }
}

/// The process that copies: a child of the runner like every other step, so that a stop is handled in one place.
struct CopyStaticCommand: ProgramCommand {
    static let configuration = CommandConfiguration(commandName: PublishStep.word, shouldDisplay: false)

    @Option(help: "The site file: its STATIC_ROOT is copied where it exists.") var site: String?
    @Option(help: "A folder of collected files otherwise.") var from: [String]
    @Option(help: "The volume.") var to: String

    func run(in process: RunningProgram) {
        let logger = process.plainLogger()
        do throws(PlanFailure) {
            let terminal = Terminal.isOnStandardError
            let folders = try CollectedFolders(site: site, usual: from).apart(from: to)
            let publisher = StaticPublisher(
                target: to, source: try StaticSource(folders: folders), isInterrupted: SignalQueue.isStopPending,
                progress: { if terminal { StandardError.write("\r\u{1B}[K" + $0.line) } },
                tell: { event in
                    switch event {
                    case .waits: logger.info("\(event.message)")
                    case .cannotLock: logger.warning("\(event.message)")
                    }
                })
            let done = try publisher.publish()
            if terminal { StandardError.write("\r\u{1B}[K") }
            logger.info("\(done.summary(target: to))")
        } catch {
            if Terminal.isOnStandardError { StandardError.write("\r\u{1B}[K") }
            logger.error("\(error.message)")
            exitProcess(error.status)
        }
    }
}
