import Glibc

/// `struct inotify_event` of inotify(7).
struct InotifyEvent {
    /// The number that inotify_add_watch(2) gave; -1 when events were lost.
    let watch: Int32
    private let mask: UInt32
    /// Of the entry in the folder; empty when it is about the folder itself.
    let name: String

    var isOverflow: Bool { mask & UInt32(IN_Q_OVERFLOW) != 0 }
    /// Whether the folder was removed or moved.
    var isEnd: Bool { mask & UInt32(IN_IGNORED | IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT) != 0 }

    /// All events that are there at the call; never waits, and ignores a writer that continues. A later event has its own
    /// signal.
    static func read(_ descriptor: Int32) -> [InotifyEvent] {
        var events: [InotifyEvent] = []
        var left: Int32 = 0
        guard ioctl(descriptor, UInt(FIONREAD), &left) == 0 else { return [] }
        var buffer = [UInt8](repeating: 0, count: 4096)
        while left > 0 {
            let count = retryingInterrupts { Glibc.read(descriptor, &buffer, buffer.count) }
            guard count > 0 else { return events }
            left -= Int32(count)
            buffer.withUnsafeBytes { events += parse(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
        }
        return events
    }

    /// A header, then the name, padded with zeros.
    static func parse(_ bytes: UnsafeRawBufferPointer) -> [InotifyEvent] {
        let headerSize = MemoryLayout<inotify_event>.size
        var events: [InotifyEvent] = []
        var rest = bytes[...]
        while rest.count >= headerSize {
            let header = bytes.loadUnaligned(fromByteOffset: rest.startIndex, as: inotify_event.self)
            let name = rest.dropFirst(headerSize).prefix(Int(header.len)).prefix { $0 != 0 }
            events.append(
                InotifyEvent(watch: header.wd, mask: header.mask, name: String(decoding: name, as: UTF8.self)))
            rest = rest.dropFirst(headerSize + Int(header.len))
        }
        return events
    }
}
