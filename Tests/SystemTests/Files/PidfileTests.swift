import Glibc
import TestSupport
import Testing

@testable import Launch
@testable import System

@Suite struct PidfileTests {
    private let folder = TemporaryFolder()

    @Test(arguments: [("12\n", 12), (" 7 ", 7), ("", nil), ("x", nil)])
    func numbersOfPidfiles(text: String, pid: Int32?) {
        #expect(Pidfile.pid(in: Array(text.utf8)) == pid)
    }

    @Test func stalePidfilesGoAndLiveOnesStay() throws {
        let pidfile = folder("p.pid")
        for (contents, program, stays) in [
            ("999999999\n", "celery", false), ("no number", "celery", false),
            ("\(getpid())\n", "surely-not-this-program", false), ("\(getpid())\n", "swift", true),
        ] {
            try FileTree.write(FileSpec(pidfile, contents: Array(contents.utf8)))
            Pidfile.removeStale(PidfileSpec(pidfile, program: program))
            #expect((access(pidfile, F_OK) == 0) == stays, "\(contents) \(program)")
        }
    }

    @Test(.timeLimit(.minutes(1))) func aFifoIsAStalePidFileAndALinkToOneIsNot() throws {
        mkfifo(folder("p.pid"), 0o600)
        Pidfile.remove(folder("p.pid"), of: getpid())
        #expect(access(folder("p.pid"), F_OK) == 0, "it has no number in it")
        Pidfile.removeStale(PidfileSpec(folder("p.pid"), program: "swift"))
        #expect(access(folder("p.pid"), F_OK) != 0)
        try folder.write("real", "\(getpid())\n")
        symlink("real", folder("p.pid"))
        Pidfile.remove(folder("p.pid"), of: getpid())
        #expect(access(folder("p.pid"), F_OK) == 0, "a link is not read")
    }
}
