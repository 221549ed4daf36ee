import Foundation
import TestSupport
import Testing

@testable import Launch
@testable import System

/// What django can plant in its folders is not followed as root.
@Suite(.enabled(if: geteuid() == 0, "only root is led astray")) struct SecureFolderTests {
    private let folder = TemporaryFolder()

    /// `run` is root's, `run/gunicorn` is django's, `victim` is root's.
    private func prepare() throws {
        for name in ["run", "run/gunicorn", "victim"] { try FileTree.makeDirectory(DirectorySpec(folder(name))) }
        chown(folder("run/gunicorn"), django.uid, django.gid)
        chmod(folder("victim"), 0o700)
        try folder.write("victim/f", "root's", mode: 0o600)
    }

    private func plant(_ link: String, to target: String, uid: UInt32 = 104) {
        symlink(target, folder(link))
        lchown(folder(link), uid, uid)
    }

    private func state(_ name: String) -> [Int] {
        var info = stat()
        guard lstat(folder(name), &info) == 0 else { return [] }
        return [Int(info.st_uid), Int(info.st_gid), Int(info.st_mode), Int(info.st_nlink)]
    }

    @Test func aFolderIsNotMadeOfAPlantedLink() throws {
        try prepare()
        let before = state("victim")
        for uid: UInt32 in [104, 0] {  // even a link of root's, in a folder where django can put it
            plant("run/gunicorn/prometheus", to: folder("victim"), uid: uid)
            let failure = #expect(throws: PlanFailure.self) {
                try FileTree.makeDirectory(
                    DirectorySpec(folder("run/gunicorn/prometheus"), owner: django), isOurs: true)
            }
            #expect(failure?.status == .configuration)
            #expect(failure?.message.contains(folder("run/gunicorn/prometheus")) == true)
            unlink(folder("run/gunicorn/prometheus"))
        }
        #expect(state("victim") == before)
    }

    @Test func aLinkOfRootsInAFolderOfRootsIsFollowed() throws {
        try prepare()
        plant("lib", to: "run/../run", uid: 0)
        plant("absolute", to: folder("lib"), uid: 0)
        try FileTree.makeDirectory(DirectorySpec(folder("absolute/celery"), owner: django), isOurs: true)
        #expect(state("run/celery").first == 104)
    }

    @Test func aLoopOfLinksEnds() throws {
        plant("a", to: "b", uid: 0)
        plant("b", to: "a", uid: 0)
        #expect(throws: PlanFailure.self) { try SecureFolder.open(folder("a")) }
    }

    @Test func aFolderOfAnotherUsersIsRefused() throws {
        try prepare()
        chown(folder("run/gunicorn"), 4711, 4711)
        for owner in [django, nil] {
            let failure = #expect(throws: PlanFailure.self) {
                try FileTree.makeDirectory(DirectorySpec(folder("run/gunicorn"), owner: owner), isOurs: true)
            }
            #expect(failure?.message.contains("uid 4711") == true && failure?.status == .configuration)
        }
        #expect(state("run/gunicorn").first == 4711)
        chown(folder("run/gunicorn"), django.uid, django.gid)
        #expect(throws: PlanFailure.self) {  // django's, where only root's will do
            try FileTree.makeDirectory(DirectorySpec(folder("run/gunicorn")), isOurs: true)
        }
        try FileTree.makeDirectory(DirectorySpec(folder("run/gunicorn"), owner: django), isOurs: true)
    }

    @Test func theFolderAboveOneOfRootsIsNotAnAccounts() throws {
        try prepare()
        chmod(folder("run"), 0o777)
        let nginx = DirectorySpec(folder("run/nginx"))
        try FileTree.makeDirectory(nginx, isOurs: true, accounts: [104])
        #expect(state("run")[2] == Int(S_IFDIR) | 0o1777, "an account cannot rename what is another's")
        chown(folder("run"), django.uid, django.gid)
        let failure = #expect(throws: PlanFailure.self) {
            try FileTree.makeDirectory(nginx, isOurs: true, accounts: [104])
        }
        #expect(failure?.status == .configuration && failure?.message.contains("the folder above") == true)
        try FileTree.makeDirectory(nginx, isOurs: true, accounts: [4711])
    }

    @Test func filesAreNeitherWrittenNorRemovedThroughALink() throws {
        try prepare()
        plant("run/gunicorn/sub", to: folder("victim"))
        #expect(throws: PlanFailure.self) {
            try FileTree.write(FileSpec(folder("run/gunicorn/sub/f"), contents: Array("django's".utf8)))
        }
        FileTree.remove(folder("run/gunicorn/sub/f"))
        FileTree.removeTree(folder("run/gunicorn/sub/f"))
        Pidfile.removeStale(PidfileSpec(folder("run/gunicorn/sub/f"), program: "x"))
        #expect(throws: PlanFailure.self) { try FileTree.switchLink(folder("run/gunicorn/sub/l"), to: "x") }
        #expect(try folder.text("victim/f") == "root's")
        #expect(try FileTree.list(folder("victim")).get() == ["f"])
    }

    @Test func aPidFileReplacesALinkInItsPlace() throws {
        try prepare()
        let before = state("victim/f")
        plant("run/gunicorn/g.pid", to: folder("victim/f"))
        try Pidfile.write(folder("run/gunicorn/g.pid"), pid: 42, owner: django)
        #expect(state("run/gunicorn/g.pid") == [104, 107, Int(S_IFREG) | 0o644, 1])
        #expect(state("victim/f") == before)
        #expect(try folder.text("victim/f") == "root's")
    }

    @Test func aSocketIsTheAccountsAndReplacesALink() throws {
        try prepare()
        let before = state("victim/f")
        plant("run/gunicorn/s", to: folder("victim/f"))
        let spec = SocketSpec(path: folder("run/gunicorn/s"), mode: 0o660, backlog: 1, owner: django)
        let where1 = FileTree.currentDirectory()
        let descriptor = try UnixSocket.listen(spec)
        defer { close(descriptor) }
        #expect(state("run/gunicorn/s") == [104, 107, Int(S_IFSOCK) | 0o660, 1])
        #expect(state("victim/f") == before)
        #expect(throws: PlanFailure.self, "it is served") { try UnixSocket.check(spec) }
        #expect(try FileTree.names(in: folder("run/gunicorn")).get() == ["s"], "nothing temporary stays")
        #expect(FileTree.currentDirectory() == where1)
    }

    @Test func aMarkIsNotPutOnThePlaceOfALink() throws {
        try prepare()
        plant("run/gunicorn/mark", to: folder("victim"))
        #expect(ServingMark(folder("run/gunicorn/mark")) == nil)
    }
}
