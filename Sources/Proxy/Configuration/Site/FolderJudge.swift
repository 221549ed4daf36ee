import Settings
import System

/// Judges the folders that the project's settings name, as if a stranger had written them.
///
/// Time of check and time of use: the project's user can rename and replace what it owns after the judgement. So the path that
/// was judged, without links, is what Nginx gets, and from the first folder that this user can change on Nginx itself refuses
/// links at each request (`disable_symlinks … from=`). What is above cannot be changed by it.
struct FolderJudge {
    enum Verdict: Equatable {
        case served(Site.ServedFolder)
        /// No such folder in this container.
        case absent
        /// In words that complete "it …".
        case refused(String)
    }

    /// Uploaded files can have any name, so one file alone does not make a folder of media one of sources.
    enum Kind {
        case uploads, files
    }

    /// What the judge asks of the disk; closures, so that tests answer.
    struct Disk {
        var resolve: (String) -> String? = FileTree.resolvedFolder
        var has: (_ name: String, _ folder: String) -> Bool = { FileTree.hasEntry($0, in: $1) }
        var folders: (String) -> [String] = FileTree.someFolders
        var firm: (String) -> String = { FileTree.firmFolder(above: $0) }
        var isOpen: (_ folder: String, _ account: Account) -> Bool = { FileTree.isOpen($0, to: $1) }
    }

    let layout: Layout
    /// The user that names the folders, if its rights may differ from Nginx's: nil in a pod and for the operator's folder.
    var writer: Account?
    var disk = Disk()

    func judge(_ text: String, _ kind: Kind) -> Verdict {
        guard text.utf8.count <= 1024, let path = Parsers.path(text) else {
            return .refused("is not an absolute path without quotes or any of : ; { } $ \\ # *")
        }
        if let reason = reason(path) { return .refused(reason) }
        guard let real = disk.resolve(path) else { return .absent }
        // A name that is not UTF-8 has become another one by now.
        guard let checked = Parsers.path(real), !checked.unicodeScalars.contains("\u{FFFD}") else {
            return .refused("leads to a path with characters that cannot be served")
        }
        if let reason = reason(checked) {
            return .refused(checked == path ? reason : "leads to \(checked), which \(reason)")
        }
        if let writer, !disk.isOpen(checked, writer) {
            return .refused("cannot be entered by user \(writer.name)")
        }
        if let name = source(in: checked, kind) { return .refused("holds the project's sources (\(name))") }
        return .served(Site.ServedFolder(path: checked, firm: disk.firm(checked)))
    }

    /// By the path alone, against our folders as they are named and as they are without links.
    private func reason(_ path: String) -> String? {
        let resolved = Layout(
            app: disk.resolve(layout.app) ?? layout.app, run: disk.resolve(layout.run) ?? layout.run,
            config: disk.resolve(layout.config) ?? layout.config)
        return [layout, resolved].lazy.compactMap { ServedPath.refusal(of: path, layout: $0) }.first
    }

    private func source(in folder: String, _ kind: Kind) -> String? {
        let found = [".git", "manage.py", "pyproject.toml", "__init__.py", "settings.py"].filter {
            disk.has($0, folder)
        }
        guard kind == .uploads, let name = found.first, name != ".git" else { return found.first }
        // A client can upload `manage.py` and must not take down all uploads with it. Sources have a package below or around.
        let parent = folder.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(folder[..<$0]) } ?? ""
        let isInProject = ["manage.py", "pyproject.toml", ".git"].contains { disk.has($0, parent) }
        let holdsPackage = disk.folders(folder).contains { disk.has("__init__.py", folder + "/" + $0) }
        return isInProject || holdsPackage ? name : nil
    }
}

extension FileTree {
    /// The folders in a folder; not all where there are very many, as in a folder of uploads.
    static func someFolders(_ folder: String) -> [String] {
        guard case .success(let names) = list(folder) else { return [] }
        return names.prefix(1000).filter { isDirectory(folder + "/" + $0) }
    }
}
