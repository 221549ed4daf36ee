import Launch
import Settings
import System

/// Puts a tree on disk, has Nginx test it, and switches to it.
enum TreeInstaller {
    /// Writes the tree to a new folder beside the one in use; only when Nginx accepts it is the link `conf` switched.
    ///
    /// - Returns: the lines of Nginx's own warnings.
    static func install(_ tree: NginxTree, layout: Layout) throws(PlanFailure) -> [String] {
        let link = layout.nginxConfiguration
        let previous = FileTree.link(link)
        let folder = previous?.hasSuffix("conf.a") == true ? "conf.b" : "conf.a"
        let path = layout.nginxDirectory + "/" + folder
        try FileTree.makeDirectory(DirectorySpec(layout.nginxDirectory), isOurs: true)
        FileTree.removeTree(path)
        let warnings: [String]
        do throws(PlanFailure) {
            try write(tree, to: path, layout: layout)
            warnings = try test(tree, at: path, layout: layout)
        } catch {
            FileTree.removeTree(path)
            throw error
        }
        try FileTree.switchLink(link, to: folder)
        if let previous, previous != folder { FileTree.removeTree(layout.nginxDirectory + "/" + previous) }
        return warnings
    }

    /// Tests the tree in a folder of its own that is removed again.
    ///
    /// - Returns: the lines of Nginx's own warnings.
    static func check(_ tree: NginxTree, layout: Layout) throws(PlanFailure) -> [String] {
        let path = layout.nginxDirectory + "/conf.check"
        // Else the owner of the folder could change the tree before Nginx reads it.
        try FileTree.makeDirectory(DirectorySpec(layout.nginxDirectory), isOurs: true)
        FileTree.removeTree(path)
        defer { FileTree.removeTree(path) }
        try write(tree, to: path, layout: layout)
        return try test(tree, at: path, layout: layout)
    }

    /// Writes the files below a folder. User files get their `include` paths led to the tree when `layout` is given.
    static func write(_ tree: NginxTree, to root: String, layout: Layout? = nil) throws(PlanFailure) {
        try FileTree.makeDirectory(DirectorySpec(root))
        for file in tree.files {
            let path = root + "/" + file.path
            let folder = Paths.parent(of: path)
            try FileTree.makeDirectory(DirectorySpec(folder))
            var contents = file.contents
            if let layout, file.source != nil {
                let roots = [layout.nginxOverrides, "/etc/nginx"]
                contents = IncludePaths.rewrite(contents, from: roots, to: root)
            }
            try FileTree.write(FileSpec(path, contents: contents), asOpenAs: file.source)
        }
    }

    private static func test(_ tree: NginxTree, at path: String, layout: Layout) throws(PlanFailure) -> [String] {
        let texts = tree.files.filter { $0.source != nil }.map { String(decoding: $0.contents, as: UTF8.self) }
        // In our own group: a signal that stops this program stops the test with it.
        var spec = ProcessSpec(
            "nginx -t", "nginx", ["-e", "stderr", "-t", "-q", "-c", path + "/nginx.conf"],
            inherits: NginxEnvironment.server(NginxEnvironment.names(in: texts)), group: .shared)
        spec.programOwner = .root
        let result = try CapturedProcess.run(spec)
        guard result.termination != .exited(0) else {
            return result.errors.split(whereSeparator: \.isNewline).map { String($0) }
        }
        throw PlanFailure(NginxTestReport.message(result.errors, tree: tree, root: path), status: .configuration)
    }
}
