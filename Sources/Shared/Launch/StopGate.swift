/// What clients come in by.
package enum Door: Sendable, Equatable {
    /// Nginx's TCP ports.
    case ports
    /// Gunicorn's Unix socket.
    case socket
}
