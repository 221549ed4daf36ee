/// How far publishing has come; printed while it runs on a terminal, and at its end.
struct PublishProgress: Equatable {
    let files: Int
    /// Bytes.
    let size: Int
    var added = 0
    var replaced = 0
    var unchanged = 0
    /// Of the files that are done.
    var bytes = 0

    init(of source: StaticSource) {
        files = source.files.count
        size = source.files.reduce(0) { $0 + $1.size }
    }

    var done: Int { added + replaced + unchanged }

    /// For a terminal: `120 of 480 files, 3.1 of 12.4 MB`.
    var line: String {
        "static files: \(done) of \(files), \(Self.megabytes(bytes)) of \(Self.megabytes(size)) MB"
    }

    /// For the log, when all is done.
    func summary(target: String) -> String {
        "published \(files) static files (\(Self.megabytes(size)) MB) to \(target): \(added) new, \(replaced) "
            + "replaced, \(unchanged) unchanged"
    }

    private static func megabytes(_ bytes: Int) -> String {
        let tenths = (bytes + 50_000) / 100_000
        return "\(tenths / 10).\(tenths % 10)"
    }
}
