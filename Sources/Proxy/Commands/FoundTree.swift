import Launch
import Logging
import Runner
import Settings
import System

/// The configuration tree as it would be installed now: the settings, the site file and the operator's own files.
struct FoundTree {
    let tree: NginxTree

    /// The log says what of the site file differs from the contract.
    ///
    /// - Throws: status 78 when one of the container's accounts could change what root reads.
    init(_ loaded: Loaded<ProxyConfiguration>, logger: Logger) throws(PlanFailure) {
        let configuration = loaded.configuration
        let overrides = try Overrides.find(in: configuration.layout.nginxOverrides)
        let accounts = [configuration.user, loaded.common.user].compactMap { $0 }
        for file in overrides.files {
            try AccountControl.forbid(accounts, toChange: file.source, consequence: "Nginx reads it as root")
        }

        for path in overrides.ours.sorted() { logger.info("uses \(path) instead of the default file") }
        let found = Site.find(configuration, writer: loaded.common.user)
        for warning in found.warnings { logger.warning("\(warning)") }
        let (site, notes) = UsersLocations.leave(found.site, to: overrides.files)
        for note in notes { logger.info("\(note)") }
        if let summary = site.summary(configuration.layout) { logger.info("\(summary)") }
        tree = try NginxTree(configuration, site: site, overrides: overrides.files)
    }
}
