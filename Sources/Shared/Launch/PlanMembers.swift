extension Encoder {
    /// Encodes an object by its members. A value that is nil is `null`: a reader of a plan finds every key in every object.
    func members(_ members: [(String, any Encodable)]) throws {
        var object = container(keyedBy: MemberName.self)
        for (name, value) in members { try object.encode(value, forKey: MemberName(stringValue: name)) }
    }
}

private struct MemberName: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }

    init?(intValue: Int) { nil }
}
