/// How far another container's program is that shares a folder with this one.
package enum PeerState: Sendable, Equatable {
    case serving
    case draining
    case gone
}
