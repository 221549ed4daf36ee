import TestSupport
import Testing

@testable import AppRunner
@testable import CeleryRunner
@testable import Settings

/// The user's programs in `bootstrap.d`.
@Suite struct HookConfigurationTests {
    private static let program = FolderEntry.Kind.file(isExecutable: true)

    /// A machine with these folders of hooks, by their names below `bootstrap.d`.
    private func host(_ folders: [String: [FolderEntry]], isRoot: Bool = false) -> HostProbe {
        var host = HostProbe.fake(isRoot: isRoot, accounts: [django, nginx])
        host.projectFolder = { path, _ in
            let top = "/etc/bootstrap.d"
            if path == top { return .success(folders.keys.sorted().map { FolderEntry($0, .folder) }) }
            return .success(folders[String(path.dropFirst(top.count + 1))])
        }
        return host
    }

    private let three = [
        "before-migrate": [FolderEntry("10-a", program), FolderEntry("20-b", program)],
        "after-migrate": [FolderEntry("10-c", program)], "before-serve": [FolderEntry("10-d", program)],
    ]

    private func hooks(
        _ folders: [String: [FolderEntry]], _ environment: [String: String] = [:], arguments: [String] = ["a:b"],
        serves: Bool = true
    ) -> (names: [String], problems: [String]) {
        let read = ReadApp(environment, host: host(folders), arguments: arguments, serves: serves)
        let names = read.configuration.hooks.all.map { String($0.dropFirst("/etc/bootstrap.d/".count)) }
        return (names, read.reader.problems.map(\.message))
    }

    @Test func eachCommandRunsThoseOfItsPoints() {
        let migrate = ["before-migrate/10-a", "before-migrate/20-b", "after-migrate/10-c"]
        #expect(hooks(three).names == migrate + ["before-serve/10-d"])
        #expect(hooks(three, serves: false).names == migrate)
        #expect(hooks(three, ["SKIP_MIGRATIONS": "1"]).names == ["before-serve/10-d"])
        #expect(hooks(three, ["SKIP_MIGRATIONS": "1"], serves: false).names == migrate, "`migrate` migrates")
        #expect(hooks(three, arguments: ["--help"]).names.isEmpty)
        #expect(hooks([:]).names.isEmpty && hooks([:]).problems.isEmpty)
    }

    @Test(arguments: [
        ".hidden", "a~", "a.bak", "a.orig", "a.rej", "a.swp", "a.tmp", "a.dpkg-old", "a.dpkg-dist", "a.ucf-new",
        "a.rpmsave", "README", "readme.md", "README.txt",
    ]) func whatIsNoProgramIsIgnored(name: String) {
        let entries = [FolderEntry(name, .file(isExecutable: false)), FolderEntry("a", Self.program)]
        let found = hooks(["before-serve": entries])
        #expect(found.names == ["before-serve/a"] && found.problems.isEmpty)
    }

    @Test func allThatIsWrongIsSaidAtOnce() {
        let found = hooks([
            "before-migrate": [
                FolderEntry("a", .file(isExecutable: false)), FolderEntry("b", .brokenLink), FolderEntry("c", .folder),
                FolderEntry("d", .other),
            ],
            "pre-migrate": [],
        ])
        #expect(found.names.isEmpty && found.problems.count == 5)
        let path = "/etc/bootstrap.d/before-migrate/a"
        #expect(found.problems.contains { $0.contains("\(path): it is not executable; chmod 755 \(path)") })
        #expect(found.problems.contains { $0.contains("before-migrate/b: it is a broken link") })
        #expect(found.problems.contains { $0.contains("before-migrate/c: it is a folder") })
        #expect(found.problems.contains { $0.contains("bootstrap.d/pre-migrate: hooks are in the folders") })
    }

    @Test func aFolderThatCannotBeReadIsAProblem() {
        var host = HostProbe.fake()
        host.projectFolder = { _, _ in .failure(.init("Permission denied")) }
        #expect(ReadApp(host: host).problems == ["/etc/bootstrap.d"])
    }

    /// As root they are checked with the rights of the user that runs them.
    @Test func theyAreTheProjectsUsers() throws {
        var host = host(three, isRoot: true)
        let list = host.projectFolder
        host.projectFolder = { path, account in
            #expect(account == django)
            return list(path, account)
        }
        let plan = AppPlan.serve(ReadApp(host: host).configuration)
        let step = try #require(plan.steps.first)
        #expect(step.user == django && step.privileges == .none)
    }

    @Test func theHelperGetsThemInTheirOrder() throws {
        let plan = AppPlan.serve(ReadApp(["HOOK_TIMEOUT": "7"], host: host(three)).configuration)
        let arguments = try #require(plan.steps.first).arguments
        let flags = arguments.drop { $0 != "--hook-timeout" }.prefix { $0 != "--" }
        #expect(flags.prefix(4) == ["--hook-timeout", "7", "--hook", "/etc/bootstrap.d/before-migrate/10-a"])
        #expect(flags.count { $0 == "--hook" } == 4)
        let notes = plan.notes.filter { $0.contains("hook ") }
        #expect(notes.count == 4 && notes[0].contains("hook 1: /etc/bootstrap.d/before-migrate/10-a"))
        #expect(plan.text.contains("at most 7 s (HOOK_TIMEOUT)"))
        let migrate = AppPlan.migrate(ReadApp(host: host(three), arguments: [], serves: false).configuration)
        #expect(migrate.steps[0].arguments.count { $0 == "--hook" } == 3)
    }

    /// Without migrations, collectstatic and superuser there is a helper all the same, after the checks.
    @Test func hooksAloneNeedTheHelper() throws {
        let environment = ["SKIP_MIGRATIONS": "1", "DJANGO_SETTINGS_MODULE": ""]
        let read = ReadApp(environment, host: host(three))
        #expect(read.problems.isEmpty)
        let step = try #require(AppPlan.serve(read.configuration).steps.first)
        #expect(step.arguments.contains("--check-gunicorn") && !step.arguments.contains("--wait"))
        #expect(AppPlan.serve(ReadApp(environment).configuration).steps.isEmpty)
    }
}
