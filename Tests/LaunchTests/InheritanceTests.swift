import Foundation
import Testing

@testable import Launch
@testable import Settings

@Suite struct InheritanceTests {
    @Test func anAllowListHasNamesAndBeginnings() {
        let list = AllowList(["PATH", "LC_*"])
        #expect(["PATH", "LC_", "LC_ALL"].allSatisfy { list.allows($0) })
        #expect(!["PATHS", "PAT", "LC", "XLC_ALL", ""].contains { list.allows($0) })
        #expect((list + ["FOO", "PATH"]).names == ["PATH", "LC_*", "FOO"])
    }

    @Test func emptyVariablesAreForPassedCommandsAlone() {
        #expect(Inheritance.all.allows("X", isEmpty: true))
        #expect(!Inheritance.nonEmpty.allows("X", isEmpty: true) && Inheritance.nonEmpty.allows("X", isEmpty: false))
        #expect(!Inheritance.only(.system).allows("PATH", isEmpty: true))
        #expect(!Inheritance.only(.system).allows("SECRET_KEY", isEmpty: false))
    }

    @Test func settingsForHelpersHoldNoSecretAndLeadToNone() {
        let list = AllowList.settings(SettingsCatalog.all)
        for setting in SettingsCatalog.all {
            let isAllowed = !setting.isSecret && !setting.readsFile && setting.name != "SECRETS_DIR"
            #expect(list.allows(setting.name) == isAllowed, "\(setting.name)")
            #expect(!list.allows(setting.name + "_FILE"))
        }
    }

    @Test func plansShowThePolicies() throws {
        var plan = LaunchPlan(program: "x", shutdown: ShutdownPolicy(budget: 1))
        plan.steps = [
            ProcessSpec("a", "a"),
            ProcessSpec("b", "b", inherits: .nonEmpty, privileges: .none),
            ProcessSpec("c", "c", inherits: .only(AllowList(["PATH", "LC_*"])), privileges: .noNew),
        ]
        #expect(
            plan.text == """
                x would
                  step 1: a
                    a
                  step 2: b
                    b
                    gains no privileges (no_new_privs), no capabilities (empty bounding set)
                    inherits every variable that is not empty
                  step 3: c
                    c
                    gains no privileges (no_new_privs)
                    inherits only PATH, LC_*

                """)
        let object = try JSONSerialization.jsonObject(with: Data(plan.json.utf8)) as? [String: Any]
        let steps = object?["steps"] as? [[String: Any]] ?? []
        #expect(steps.map { $0["privileges"] as? String } == ["unchanged", "none", "no-new"])
        #expect(steps.prefix(2).map { $0["inherits"] as? String } == ["all", "non-empty"])
        #expect(steps.last?["inherits"] as? [String] == ["PATH", "LC_*"])
    }

    @Test func whatIsPreloadedForTheServersIsNotForTheRelay() {
        #expect(AllowList.system.allows("LD_PRELOAD") && !AllowList.relay.allows("LD_PRELOAD"))
        #expect(AllowList.relay.allows("LD_LIBRARY_PATH") && AllowList.relay.allows("PATH"))
    }
}
