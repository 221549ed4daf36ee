import Launch

/// The whole configuration tree: our rendered templates, with the user's files laid over them.
struct NginxTree: Equatable {
    struct File: Equatable {
        /// The path below the tree's root, for example `conf.d/django.conf`.
        let path: String
        let contents: [UInt8]
        /// The user's file that it comes from; nil for a default file.
        let source: String?
    }

    let files: [File]

    init(
        _ configuration: ProxyConfiguration, site: Site = .contract, overrides: [Overrides.File]
    ) throws(PlanFailure) {
        let rendered: [(name: String, text: String)]
        do throws(TemplateRenderer.Failure) {
            rendered = try TemplateRenderer(values: NginxValues.make(configuration, site)).render(Templates.all)
        } catch {
            throw PlanFailure(error.description, status: .failure)
        }
        let ours = Templates.names(configuration, site).subtracting(overrides.map(\.path))
        var files = rendered.filter { ours.contains($0.name) }.map {
            File(
                path: $0.name, contents: Array(GeneratedMark.stamp($0.text, isHTML: $0.name.hasSuffix(".html")).utf8),
                source: nil)
        }
        files += overrides.map { File(path: $0.path, contents: $0.contents, source: $0.source) }
        self.files = files.sorted { $0.path < $1.path }
    }
}
