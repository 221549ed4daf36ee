/// What one stream of log lines keeps while it cannot be written, and what it drops: bytes in, bytes out, counts.
///
/// Up to `limit` bytes wait. Past that the newest lines are dropped, each as a whole, until half of what waits has been
/// written: then one line reports one gap, instead of a report after each line that fits.
struct LogBuffer {
    /// What was dropped between two lines.
    struct Gap: Equatable {
        let lines: Int
        /// Seconds during which nothing could be written.
        let seconds: Double
    }

    let limit: Int
    private var bytes: [UInt8] = []
    /// The first of `bytes` that has not been written yet.
    private var head = 0
    /// Bytes since the last line end that was taken in.
    private var unfinished = 0
    private var isDropping = false
    /// What comes in next is the rest of a line whose beginning is lost.
    private var isInsideLostLine = false
    private var lostLines = 0
    private var stalledSince: Double?
    private var stalledSeconds = 0.0

    init(limit: Int) {
        self.limit = limit
    }

    var count: Int { bytes.count - head }

    /// The bytes to write next.
    func withPending<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[head...])) }
    }

    mutating func append(_ input: ArraySlice<UInt8>) {
        if isDropping { return drop(input) }
        var input = input
        if isInsideLostLine {
            guard let end = input.firstIndex(of: newline) else { return }
            input = input[(end + 1)...]
            isInsideLostLine = false
        }
        let fitting = input.prefix(max(0, limit - count))
        if fitting.count == input.count { return take(input) }
        let end = fitting.lastIndex(of: newline).map { $0 + 1 } ?? input.startIndex
        take(input[..<end])
        giveUpUnfinishedLine()
        isDropping = true
        drop(input[end...])
    }

    /// So many of the pending bytes are out. `now` is monotonic, in seconds.
    mutating func wrote(_ number: Int, now: Double) {
        head += number
        if let since = stalledSince { stalledSeconds += now - since }
        stalledSince = nil
        if count == 0 {
            // What a stall has made it grow to goes back to the system.
            bytes.removeAll(keepingCapacity: bytes.capacity <= 128 * 1024)
            head = 0
            if !isDropping { stalledSeconds = 0 }
        } else if head > limit / 2 {
            bytes.removeFirst(head)
            head = 0
        }
    }

    /// Nothing can be written now.
    mutating func stalled(now: Double) {
        stalledSince = stalledSince ?? now
    }

    /// Discards pending bytes after the reader has disconnected.
    mutating func discard() {
        let insideLine = unfinished > 0 || isInsideLostLine
        self = LogBuffer(limit: limit)
        isInsideLostLine = insideLine
    }

    /// What was dropped, once there is room again; `insert` a line about it before anything else.
    mutating func takeGap() -> Gap? {
        guard isDropping, count <= limit / 2 else { return nil }
        defer {
            isDropping = false
            lostLines = 0
            stalledSeconds = 0
        }
        return Gap(lines: lostLines, seconds: stalledSeconds)
    }

    /// Puts a whole line in place of what was lost.
    mutating func insert(_ line: String) {
        bytes += line.utf8
    }

    private mutating func take(_ input: ArraySlice<UInt8>) {
        bytes += input
        if let end = input.lastIndex(of: newline) {
            unfinished = input.endIndex - end - 1
        } else {
            unfinished += input.count
        }
    }

    /// A line that came in parts and does not fit as a whole.
    private mutating func giveUpUnfinishedLine() {
        if unfinished > count {
            // Its beginning is out: a line longer than the limit. It ends here.
            bytes.append(newline)
        } else {
            bytes.removeLast(unfinished)
        }
        unfinished = 0
    }

    private mutating func drop(_ input: ArraySlice<UInt8>) {
        guard let last = input.last else { return }
        lostLines += input.count { $0 == newline } + (last == newline ? 0 : 1) - (isInsideLostLine ? 1 : 0)
        isInsideLostLine = last != newline
    }
}

private let newline = UInt8(ascii: "\n")
