import Glibc
import Launch

/// A NULL-terminated array of C strings, as `execve` wants argv and envp.
struct CStringArray: ~Copyable {
    private(set) var pointers: [UnsafeMutablePointer<CChar>?]

    init(_ strings: [String]) {
        pointers = strings.map { strdup($0) } + [nil]
    }

    deinit {
        for pointer in pointers { free(pointer) }
    }
}

/// This process's environment, read once as text.
package func processEnvironment() -> [String: String] {
    var result: [String: String] = [:]
    for (name, entry) in rawEnvironment() {
        result[name] = String(decoding: entry.dropFirst(name.utf8.count + 1), as: UTF8.self)
    }
    return result
}

/// The entries of `environ` as bytes, since a value need not be UTF-8 and must reach a child unchanged.
func rawEnvironment() -> [(name: String, entry: [UInt8])] {
    var result: [(name: String, entry: [UInt8])] = []
    var cursor: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> = environ
    while let entry = cursor.pointee {
        let bytes = UnsafeRawBufferPointer(start: entry, count: strlen(entry))
        if let equals = bytes.firstIndex(of: UInt8(ascii: "=")) {
            result.append((String(decoding: bytes[..<equals], as: UTF8.self), Array(bytes)))
        }
        cursor += 1
    }
    return result
}

/// The environment of a child: what it inherits from the runner, with the changes applied, NUL-terminated.
func childEnvironment(
    _ spec: ProcessSpec, of inherited: [(name: String, entry: [UInt8])] = rawEnvironment()
) -> [[UInt8]] {
    let changed = Set(spec.environment.map(\.name))
    var entries = inherited.filter { name, entry in
        !changed.contains(name) && spec.inherits.allows(name, isEmpty: entry.count == name.utf8.count + 1)
    }.map { $0.entry + [0] }
    for change in spec.environment {
        switch change.value {
        case .plain(let text): entries.append(Array("\(change.name)=\(text)".utf8) + [0])
        case .secret(let secret): entries.append(Array("\(change.name)=\(secret.reveal())".utf8) + [0])
        case .removed: break
        }
    }
    return entries
}
