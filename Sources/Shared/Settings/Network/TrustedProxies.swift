/// Whose `X-Forwarded-*` headers are believed: the value of `TRUSTED_PROXIES`.
package enum TrustedProxies: Sendable, Equatable {
    /// The variable is not set: every client is believed, as by docker-django-bootstrap.
    case everyone
    /// These networks only; none for the word `none`.
    case only([NetworkBlock])

    /// The word for no proxy in front.
    private static let none = "none"

    /// What the word `private` stands for: addresses that no router of the Internet forwards (RFC 1918, RFC 4193), the
    /// loopback and link-local ones. Not 100.64.0.0/10 (RFC 6598): other customers of a provider have such addresses.
    package static let privateNetworks: [NetworkBlock] = [
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16", "fc00::/7", "::1/128",
        "fe80::/10",
    ].compactMap { try? NetworkBlock($0) }

    /// The networks of a value; the failure is the reason, for a sentence that names the variable.
    package static func parse(_ text: String) -> Result<TrustedProxies, NetworkBlock.Problem> {
        // By scalars: a carriage return and a line feed are one Character.
        let elements = String(String.UnicodeScalarView(text.unicodeScalars.map { isBlank($0) ? " " : $0 }))
            .split(separator: ",", omittingEmptySubsequences: false).map { $0.split(separator: " ").map(String.init) }
        if elements.contains(where: \.isEmpty) {
            return .failure(.init(description: "an element of the list is empty"))
        }
        let words = elements.flatMap { $0 }
        if words.contains(where: { $0.lowercased() == none }) {
            return words.count == 1
                ? .success(.only([])) : .failure(.init(description: "`\(none)` must stand alone"))
        }
        var networks: [NetworkBlock] = []
        for word in words {
            if word.lowercased() == "private" {
                networks += privateNetworks
                continue
            }
            do throws(NetworkBlock.Problem) {
                networks.append(try NetworkBlock(word))
            } catch {
                return .failure(.init(description: "\"\(word.escapedForOneLine)\": \(error)"))
            }
        }
        var seen: Set<NetworkBlock> = []
        return .success(.only(networks.filter { seen.insert($0).inserted }))
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r"
    }

    /// The networks as Nginx reads them.
    package var networks: [String] {
        switch self {
        case .everyone: []
        case .only(let networks): networks.map(\.text)
        }
    }

    /// What the operator must know: what any client can claim. Nil when only chosen networks are believed.
    package var warning: String? {
        let claims =
            "any client can claim another address (X-Forwarded-For), https (X-Forwarded-Proto), another host "
            + "(X-Forwarded-Host), a signed-in user (Remote-User, X-Forwarded-User and the like) and a request ID"
        switch self {
        case .everyone:
            return "TRUSTED_PROXIES is not set: \(claims); set it to the addresses of the load balancer, or to none "
                + "where clients connect directly"
        case .only(let networks) where networks.contains { $0.prefix == 0 }:
            return "TRUSTED_PROXIES contains every address: \(claims); name the addresses of the load balancer"
        case .only: return nil
        }
    }
}
