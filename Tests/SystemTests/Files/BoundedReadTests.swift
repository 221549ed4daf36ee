import Foundation
import TestSupport
import Testing

@testable import Launch
@testable import Settings
@testable import System

@Suite struct BoundedReadTests {
    private let folder = TemporaryFolder()

    private func reason(_ path: String, limit: Int = FileTree.ReadLimit.text) -> String {
        switch FileTree.read(path, limit: limit) {
        case .success(let bytes): "read \(bytes.count) bytes"
        case .failure(let problem): problem.reason
        }
    }

    @Test(.timeLimit(.minutes(1))) func onlyRegularFilesAreRead() throws {
        mkfifo(folder("fifo"), 0o600)
        symlink("fifo", folder("link"))
        #expect(reason(folder("fifo")) == "it is a FIFO, not a regular file")
        #expect(reason(folder("link")) == "it is a FIFO, not a regular file")
        #expect(reason("/dev/zero") == "it is a device, not a regular file")
        #expect(reason("/dev/null") == "it is a device, not a regular file")
        #expect(reason(folder.path) == "it is a folder, not a regular file")
        #expect(reason(folder("none")) == "No such file or directory")
    }

    @Test func aLimitIsTheLastSizeThatIsRead() throws {
        try folder.write("f", String(repeating: "x", count: 4096))
        #expect(reason(folder("f"), limit: 4096) == "read 4096 bytes")
        #expect(reason(folder("f"), limit: 4095) == "it is larger than 3 KiB")
        let sparse = open(folder("huge"), O_CREAT | O_WRONLY | O_CLOEXEC, 0o600)
        ftruncate(sparse, 1 << 40)
        close(sparse)
        #expect(reason(folder("huge")) == "it is larger than 1 MiB")
    }

    @Test func filesOfProcHaveNoSizeAndAreRead() throws {
        #expect(try !FileTree.read("/proc/self/cmdline").get().isEmpty)
        #expect(reason("/proc/self/maps", limit: 100) == "it is larger than 0 KiB", "counted while it is read")
    }

    @Test func secretFilesMayBeLinks() throws {
        try folder.write("data", "s3cret")
        symlink("data", folder("KEY"))
        #expect(try EnvironmentSource.Files.system.read(folder("KEY")).get() == "s3cret")
    }
}
