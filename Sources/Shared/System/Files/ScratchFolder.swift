import Glibc
import Launch

/// A folder of this process's own, which others can read and which is removed when the work is done.
package struct ScratchFolder {
    package let path: String

    /// - Parameter parents: the first in which a folder can be made.
    package static func make(in parents: [String]) throws(PlanFailure) -> ScratchFolder {
        var reason = "no folder to make it in"
        for parent in parents {
            var template = (parent + "/django-bootstrap-XXXXXX").utf8CString.map { $0 }
            if mkdtemp(&template) != nil {
                let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
                chmod(path, 0o755)
                return ScratchFolder(path: path)
            }
            reason = "\(parent): \(systemReason())"
        }
        throw PlanFailure("cannot make a temporary folder: \(reason)", status: .failure)
    }

    package func remove() {
        FileTree.removeTree(path)
    }
}
