import Foundation
import TestSupport
import Testing

@testable import Launch
@testable import Settings
@testable import System

/// The images make /run/gunicorn for the default user; BOOTSTRAP_USER may name another.
@Suite(.enabled(if: geteuid() == 0, "only root takes folders over")) struct SecureFolderTakeOverTests {
    private let folder = TemporaryFolder()
    private let other = Account(name: "other", uid: 4711, gid: 4712, groups: [4712], home: "/")

    private func make(as owner: Account?) throws {
        try FileTree.makeDirectory(
            DirectorySpec(folder("gunicorn"), owner: owner, formerOwner: django), isOurs: true, accounts: [4711])
    }

    private func prepare(uid: UInt32) {
        mkdir(folder("gunicorn"), 0o775)
        chmod(folder("gunicorn"), 0o775)
        chown(folder("gunicorn"), uid, 0)
    }

    private var state: [Int] {
        var info = stat()
        lstat(folder("gunicorn"), &info)
        return [Int(info.st_uid), Int(info.st_gid), Int(info.st_mode & 0o7777)]
    }

    @Test func anEmptyFolderOfTheFormerOwnerIsTaken() throws {
        prepare(uid: django.uid)
        try make(as: nil)
        #expect(state == [0, 0, 0o755])
        prepare(uid: django.uid)
        try make(as: other)
        #expect(state == [4711, 4712, 0o755])
    }

    @Test func oneThatHoldsSomethingIsNot() throws {
        prepare(uid: django.uid)
        symlink("/etc", folder("gunicorn/prometheus"))
        for owner in [nil, other] {
            let failure = #expect(throws: PlanFailure.self) { try make(as: owner) }
            #expect(failure?.message.contains("uid 104") == true && failure?.status == .configuration)
        }
        #expect(state == [104, 0, 0o775])
    }

    @Test func oneOfAnyOtherAccountIsNot() throws {
        prepare(uid: 4242)
        for owner in [nil, other] { #expect(throws: PlanFailure.self) { try make(as: owner) } }
        #expect(state == [4242, 0, 0o775])
    }
}
