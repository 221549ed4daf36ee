import Glibc

/// A pipe of one page.
func smallPipe() -> (read: Int32, write: Int32) {
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    _ = fcntl(ends[1], 1031, 4096)
    _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
    return (ends[0], ends[1])
}
