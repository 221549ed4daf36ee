import Launch
import Settings
import System

/// Publishing the collected static files to the volume that the proxy serves from.
enum PublishStep {
    /// The hidden subcommand that copies.
    static let word = HiddenWord.publishStatic.rawValue

    static func spec(_ target: String, _ configuration: AppConfiguration) -> ProcessSpec {
        let layout = configuration.common.layout
        let site = configuration.bootstrap.knowsSettings ? ["--site", layout.siteFile] : []
        let folders = layout.staticDirectories.flatMap { ["--from", $0] }
        return ProcessSpec(
            "publish-static", configuration.ownProgram, [word] + site + folders + ["--to", target],
            inherits: .only(.settings(CommonSettings.all)), user: configuration.common.user,
            privileges: .confined(to: configuration.common.user))
    }

    static func prepare(_ plan: inout LaunchPlan, _ target: String, _ configuration: AppConfiguration) {
        plan.directories.append(DirectorySpec(target, owner: configuration.common.user, isVolume: true))
        plan.steps.append(spec(target, configuration))
    }
}
