/// Where the site's ports are listened on (`LISTEN_ADDRESS`).
package enum ListenAddresses: Sendable, Equatable {
    /// Every address of IPv4, and of IPv6 where the machine has it.
    case all
    /// This machine's own programs alone.
    case loopback
    case these([IPAddress])

    /// nil for text that is none of these; an IPv6 address may have brackets.
    package init?(_ text: String) {
        switch text.lowercased() {
        case "all": self = .all
        case "loopback": self = .loopback
        default:
            var addresses: [IPAddress] = []
            for part in text.split(separator: ",", omittingEmptySubsequences: false) {
                let word = part.trimming { $0 == " " }
                let isBracketed = word.hasPrefix("[") && word.hasSuffix("]")
                guard let address = IPAddress(String(isBracketed ? word.dropFirst().dropLast() : word)),
                    address.isIPv6 || !isBracketed, !addresses.contains(address)
                else { return nil }
                addresses.append(address)
            }
            self = .these(addresses)
        }
    }

    /// Containers are reached from outside; on a host, a development server is for that host unless set otherwise.
    package static func byDefault(in layout: Layout, on host: HostProbe) -> ListenAddresses {
        layout.run == CommonSettings.runDirectory.defaultValue || host.imageShape() != nil ? .all : .loopback
    }

    /// The addresses to bind; of `all` and `loopback` those that the machine has.
    package func addresses(on host: HostProbe) -> [IPAddress] {
        switch self {
        case .all: [.anyIPv4] + (host.canListen(.anyIPv6) ? [.anyIPv6] : [])
        case .loopback: [.loopbackIPv4] + (host.canListen(.loopbackIPv6) ? [.loopbackIPv6] : [])
        case .these(let addresses): addresses
        }
    }
}

extension Substring {
    fileprivate func trimming(_ isBlank: (Character) -> Bool) -> Substring {
        var text = drop(while: isBlank)
        while let last = text.last, isBlank(last) { text.removeLast() }
        return text
    }
}
