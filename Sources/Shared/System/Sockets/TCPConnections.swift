/// The TCP connections of this network namespace, as the kernel lists them (proc(5), /proc/net/tcp).
package enum TCPConnections {
    /// How many clients are connected to these local ports; 0 where the kernel does not say.
    package static func clients(of ports: Set<Int>) -> Int {
        ["/proc/net/tcp", "/proc/net/tcp6"].reduce(0) { sum, path in
            guard case .success(let table) = FileTree.read(path, limit: FileTree.ReadLimit.kernelTable) else {
                return sum
            }
            return sum + clients(of: ports, in: table)
        }
    }

    /// A line is `0: 0100007F:1F40 0100007F:D431 01 ...`: its number, our address and port, the peer's, the state; 01 is
    /// ESTABLISHED. A peer that has closed its end (CLOSE_WAIT) waits for no answer: Nginx gives its request up (499).
    package static func clients(of ports: Set<Int>, in table: [UInt8]) -> Int {
        table.split(separator: UInt8(ascii: "\n")).count { line in
            let fields = line.split(separator: UInt8(ascii: " "), maxSplits: 4)
            guard fields.count > 3, fields[3].elementsEqual("01".utf8),
                let port = fields[1].split(separator: UInt8(ascii: ":")).last
            else { return false }
            return Int(String(decoding: port, as: UTF8.self), radix: 16).map(ports.contains) ?? false
        }
    }
}
