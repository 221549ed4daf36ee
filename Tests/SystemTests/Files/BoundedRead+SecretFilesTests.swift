import Foundation
import TestSupport
import Testing

@testable import Launch
@testable import Settings
@testable import System

@Suite struct BoundedReadSecretFilesTests {
    /// Kubernetes mounts `NAME -> ..data/NAME` and `..data -> ..2026_…`.
    @Test func aKubernetesVolumeIsReadThroughItsLinks() throws {
        let folder = TemporaryFolder()
        try FileTree.makeDirectory(DirectorySpec(folder("..2026_01_31")))
        try folder.write("..2026_01_31/SECRET_KEY", "käse $'\"\n")
        try FileTree.switchLink(folder("..data"), to: "..2026_01_31")
        try FileTree.switchLink(folder("SECRET_KEY"), to: "..data/SECRET_KEY")
        let (source, problems) = SecretFiles.load(
            ["SECRETS_DIR": folder.path], settings: SettingsCatalog.all, files: .system)
        #expect(problems.isEmpty)
        #expect(source.fromFiles == ["SECRET_KEY": Secret("käse $'\"")])
    }

    @Test(arguments: [[0xFF, 0xFE], [0x61, 0x00, 0x62]] as [[UInt8]]) func whatIsNotTextIsAProblem(bytes: [UInt8])
        throws
    {
        let folder = TemporaryFolder()
        try FileTree.write(FileSpec(folder("key"), contents: bytes))
        let problems = SecretFiles.load(
            ["SECRET_KEY_FILE": folder("key")], settings: SettingsCatalog.all, files: .system
        ).problems
        #expect(problems.first?.message.contains("it is not text in UTF-8") == true)
    }

    @Test func aMissingFileAndAFolderAreProblems() {
        let folder = TemporaryFolder()
        for (path, reason) in [(folder("absent"), "No such file"), (folder.path, "it is a folder, not a regular file")]
        {
            let problems = SecretFiles.load(
                ["SECRET_KEY_FILE": path], settings: SettingsCatalog.all, files: .system
            ).problems
            #expect(problems.first?.message.contains(reason) == true)
        }
    }
}
