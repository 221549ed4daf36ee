import TestSupport
import Testing

@testable import Launch
@testable import Proxy
@testable import System

@Suite struct UsersFilesTests {
    @Test func usersFilesOnDiskAreFound() throws {
        let folder = TemporaryFolder()
        try folder.write("a.conf", "env A;")
        for name in ["conf.d", "conf.d/deep"] { try FileTree.makeDirectory(DirectorySpec(folder(name))) }
        try folder.write("conf.d/deep/b.conf", "env B;")
        try folder.write("ours.conf", GeneratedMark.stamp("env C;\n"))
        try folder.write("key.pem", "env D;")
        #expect(NginxEnvironment.names(in: UsersFiles(host: .system).texts(below: folder.path)) == ["A", "B"])
        #expect(UsersFiles(host: .system).texts(below: folder("none")).isEmpty)
    }

    @Test func anUntouchedGeneratedFileIsNotTheUsers() throws {
        let folder = TemporaryFolder()
        let files = UsersFiles(host: .system)
        try folder.write("ours.conf", GeneratedMark.stamp("listen 80;\n"))
        try folder.write("edited.conf", GeneratedMark.stamp("listen 80;\n") + "# edited\n")
        #expect(!files.isUsersFile(folder("ours.conf")) && files.isUsersFile(folder("edited.conf")))
        #expect(!files.isUsersFile(folder("none.conf")))
    }
}
