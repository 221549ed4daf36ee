import Glibc
import Launch
import Settings

/// Questions about TCP ports of this machine.
package enum Ports {
    /// Why a server could not listen there; nil when it could. Only binds: a client that connected to a listener that is
    /// closed again in a moment would be reset.
    package static func reasonAgainst(_ listener: ListenerSpec) -> String? {
        do throws(PlanFailure) {
            close(try TCPListener.bind(listener))
            return nil
        } catch {
            return error.message
        }
    }

    /// Whether a server can listen on the address: containers are often built without IPv6, or with none on loopback.
    package static func canListen(on address: IPAddress) -> Bool {
        reasonAgainst(ListenerSpec(port: 0, address: address)) == nil
    }
}
