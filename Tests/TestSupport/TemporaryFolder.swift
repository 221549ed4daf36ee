import Foundation
import Launch
import System

/// A folder of one test's own, removed with the value.
package final class TemporaryFolder {
    package let path: String

    package init() {
        path = FileManager.default.temporaryDirectory.path + "/django-bootstrap-\(UUID().uuidString)"
        mkdir(path, 0o755)
    }

    deinit { FileTree.removeTree(path) }

    package func callAsFunction(_ name: String) -> String { path + "/" + name }

    package func write(_ name: String, _ text: String, mode: UInt32 = 0o644) throws {
        try FileTree.write(FileSpec(path + "/" + name, contents: Array(text.utf8), mode: mode))
    }

    package func text(_ name: String) throws -> String {
        String(decoding: try FileTree.read(path + "/" + name).get(), as: UTF8.self)
    }
}

/// The permission bits of a file; links are followed.
package func mode(of path: String) -> UInt32 {
    var info = stat()
    return stat(path, &info) == 0 ? info.st_mode & 0o7777 : 0
}
