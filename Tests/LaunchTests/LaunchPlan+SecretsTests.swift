import Foundation
import TestSupport
import Testing

@testable import Launch
@testable import Settings

@Suite struct LaunchPlanSecretsTests {
    private var plan: LaunchPlan {
        var plan = twoServers()
        plan.processes[1].environment = [
            EnvironmentChange("SECRET_KEY", .secret(Secret("hunter2")), origin: "file /s/key"),
            EnvironmentChange("SUPERUSER_PASSWORD", .removed, origin: "only for the bootstrap"),
        ]
        plan.processes[1].arguments = ["--broker", "redis://:hunter3@h"]
        plan.processes[1].user = django
        plan.processes[1].socket = SocketSpec(path: "/run/g.sock", mode: 0o660, backlog: 1, owner: nil)
        plan.directories = [DirectorySpec("/run/gunicorn", owner: django)]
        plan.ports = [PortSpec(8000, variable: "PORT", addresses: [.anyIPv4])]
        return plan
    }

    @Test func theTextSaysEverythingInOrderAndNoSecret() throws {
        let text = plan.text
        #expect(!text.contains("hunter"))
        let parts = [
            "make folder /run/gunicorn 755 for django", "require port 8000 (PORT)", "step 1: render",
            "step 2: bootstrap", "run: nginx", "run: gunicorn", "--broker", "as django (uid 104, gid 107)",
            "with socket /run/g.sock 660", "SECRET_KEY=<redacted> (file /s/key)", "SUPERUSER_PASSWORD unset",
            "stop within 20 s (SHUTDOWN_TIMEOUT)", "SIGQUIT for nginx", "SIGTERM for gunicorn", "at 20 s: SIGKILL",
        ]
        var rest = text[...]
        for part in parts {
            let range = try #require(rest.range(of: part), "\(part) in its place in:\n\(text)")
            rest = rest[range.upperBound...]
        }
    }

    @Test func theJSONParsesAndHoldsNoSecret() throws {
        let text = plan.json
        #expect(!text.contains("hunter"))
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let processes = try #require(object["processes"] as? [[String: Any]])
        #expect(processes.map { $0["name"] as? String } == ["nginx", "gunicorn"])
        #expect(processes.map { $0["stop_signal"] as? String } == ["SIGQUIT", "SIGTERM"])
    }
}
