import Foundation

@testable import Shared

/// A folder of one test's own, removed with the value.
final class TemporaryFolder {
    let path: String

    init() {
        path = FileManager.default.temporaryDirectory.path + "/django-bootstrap-\(UUID().uuidString)"
        mkdir(path, 0o755)
    }

    deinit { FileTree.removeTree(path) }

    func callAsFunction(_ name: String) -> String { path + "/" + name }

    func write(_ name: String, _ text: String, mode: UInt32 = 0o644) throws {
        try FileTree.write(FileSpec(path + "/" + name, contents: Array(text.utf8), mode: mode))
    }

    func text(_ name: String) throws -> String {
        String(decoding: try FileTree.read(path + "/" + name).get(), as: UTF8.self)
    }
}

/// The permission bits of a file; links are followed.
func mode(of path: String) -> UInt32 {
    var info = stat()
    return stat(path, &info) == 0 ? info.st_mode & 0o7777 : 0
}
