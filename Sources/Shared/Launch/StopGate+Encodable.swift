/// Each gate has its kind and every value that it has.
extension StopGate: Encodable {
    package func encode(to encoder: any Encoder) throws {
        switch self {
        case .delay(let gate): try gate.encode(to: encoder)
        case .peer(let gate): try gate.encode(to: encoder)
        case .listeners(let gate): try gate.encode(to: encoder)
        }
    }
}

extension DelayGate: Encodable {
    package func encode(to encoder: any Encoder) throws {
        try encoder.members([
            ("kind", "delay"), ("seconds", seconds), ("flag", flag), ("announcement", announcement),
            ("variable", variable),
        ])
    }
}

extension PeerGate: Encodable {
    package func encode(to encoder: any Encoder) throws {
        try encoder.members([
            ("kind", "peer"), ("name", name), ("folder", folder), ("start_timeout", startTimeout),
            ("interval", interval), ("when_serving", whenServing),
        ])
    }
}

extension ListenerGate: Encodable {
    package func encode(to encoder: any Encoder) throws {
        try encoder.members([
            ("kind", "listeners"), ("process", process), ("listeners", listeners.rawValue), ("handshake", handshake),
            ("interval", interval), ("timeout", seconds),
        ])
    }

    /// null: until the first stage must begin.
    private var seconds: Double? {
        if case .seconds(let seconds) = timeout { seconds } else { nil }
    }
}
