import Glibc

/// What prctl(2) says of a process and its parent. The Glibc module leaves the function out, since it takes any number
/// of arguments.
enum ProcessControl {
    /// Orphans below us become our children, so that none goes on unseen; in a container PID 1 gets them anyway.
    static func adoptOrphans() {
        call(36, 1)  // PR_SET_CHILD_SUBREAPER
    }

    /// This process gets the signal when `parent` ends, however it does: nothing that it ran stays behind unnoticed.
    ///
    /// - Returns: false when the parent has ended already.
    static func dieWithParent(_ parent: Int32, _ signal: Int32) -> Bool {
        call(1, UInt(signal))  // PR_SET_PDEATHSIG
        return getppid() == parent
    }

    @discardableResult
    private static func call(_ option: Int32, _ argument: UInt) -> Int32 {
        typealias Function = @convention(c) (Int32, UInt, UInt, UInt, UInt) -> Int32
        guard let symbol = dlsym(nil, "prctl") else { return -1 }
        return unsafeBitCast(symbol, to: Function.self)(option, argument, 0, 0, 0)
    }
}
