import Foundation
import TestSupport
import Testing

@testable import Launch
@testable import Settings

/// Every kind of thing that a plan holds is in its text and in its JSON.
@Suite struct LaunchPlanTextTests {
    private var plan: LaunchPlan {
        plan(LogPolicy(overflow: .drop, format: .text))
    }

    private func plan(_ logs: LogPolicy) -> LaunchPlan {
        var plan = LaunchPlan(
            program: "app-runner", shutdown: ShutdownPolicy(budget: 25), warnings: ["APP_MODULE is deprecated"],
            logs: logs, settings: [SettingReading(name: "PORT", value: "8000", origin: "environment")])
        plan.directories = [DirectorySpec("/run/a", mode: 0o750), DirectorySpec("/run/b", owner: django)]
        plan.files = [FileSpec("/run/a/x.py", contents: Array("hunter2".utf8))]
        plan.ownerships = [
            OwnershipSpec("/app/media", owner: django), OwnershipSpec("/app/static", owner: django, create: true),
        ]
        plan.obsoleteFiles = ["/run/a/old"]
        plan.state = RunnerStateSpec(
            .web, layout: Layout(app: "/app", run: "/run", config: "/etc"), celery: [.worker])
        plan.pidfiles = [PidfileSpec("/run/g.pid", program: "gunicorn")]
        plan.ports = [PortSpec(8000, variable: "PORT", addresses: [.anyIPv4])]
        plan.steps = [ProcessSpec("migrate", "python3", ["x.py"], workingDirectory: "/app")]
        plan.processes = [
            ProcessSpec(
                "gunicorn", "gunicorn", ["--x", "redis://u:hunter2@h"],
                environment: [EnvironmentChange("KEY", .secret(Secret("hunter2")), origin: "file /s")], user: django,
                socket: SocketSpec(path: "/run/g.sock", mode: 0o660, backlog: 1, owner: django),
                restart: .backoff(Backoff(attempts: 4, window: 60)))
        ]
        plan.reload = ReloadSpec(
            step: ProcessSpec("render", "proxy", ["render"]), gates: ["gunicorn"],
            watch: WatchSpec(["/run/site", "/run/list"], notice: "changed"))
        return plan
    }

    @Test func theWholeText() {
        #expect(
            plan.text == """
                app-runner would
                  warn: APP_MODULE is deprecated
                  make folder /run/a 750
                  make folder /run/b 755 for django
                  write /run/a/x.py (7 bytes)
                  give /app/media to django, if it exists
                  give /app/static to django
                  remove /run/a/old, if it exists
                  remove /run/g.pid, unless a running gunicorn owns it
                  say in /run/django-bootstrap/runner.state what runs: web, worker
                  require port 8000 (PORT) on 0.0.0.0
                  step 1: migrate
                    python3 x.py
                    in /app
                  run: gunicorn
                    gunicorn --x 'redis://u:<redacted>@h'
                    as django (uid 104, gid 107)
                    with socket /run/g.sock 660
                    KEY=<redacted> (file /s)
                    started again up to 4 times in 60 s
                  on SIGHUP first: render
                    proxy render
                    also when one of these changes: /run/site, /run/list
                  stop within 25 s (SHUTDOWN_TIMEOUT)
                    then: SIGTERM for gunicorn
                    at 22 s: escalation: SIGTERM for gunicorn
                    at 25 s: SIGKILL
                  logs: relayed if they go to a pipe or socket; lines are dropped while they are not read (LOG_OVERFLOW=drop)
                with
                  PORT=8000 (environment)

                """)
    }

    @Test func theWholeJSON() throws {
        let text = plan.json
        #expect(!text.contains("hunter2"))
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(
            Set(object.keys) == [
                "program", "warnings", "notes", "directories", "files", "ownerships", "obsolete_files", "state",
                "pidfiles",
                "pidfile_owners", "ports", "steps", "processes", "reload", "reload_gates", "reload_watches",
                "reload_notice",
                "shutdown", "serving_mark", "passes_status_through", "logs", "settings",
            ])
        #expect((object["state"] as? [String: Any])?["role"] as? String == "web")
        let process = try #require((object["processes"] as? [[String: Any]])?.first)
        #expect(process["argv"] as? [String] == ["gunicorn", "--x", "redis://u:<redacted>@h"])
        #expect(process["user"] as? String == "django" && process["directory"] is NSNull)
        #expect(process["socket"] as? String == "/run/g.sock" && process["stop_signal"] as? String == "SIGTERM")
        #expect(process["environment"] as? [[String: String]] == [["change": "KEY=<redacted>", "source": "file /s"]])
        #expect((object["directories"] as? [[String: Any]])?.first?["mode"] as? String == "750")
        #expect((object["reload"] as? [String: Any])?["name"] as? String == "render")
        #expect(object["reload_watches"] as? [String] == ["/run/site", "/run/list"])
        #expect((object["shutdown"] as? [String: Any])?["order"] as? [[String]] == [["gunicorn"]])
        #expect((object["logs"] as? [String: Any])?["relayed"] as? Bool == true)
    }

    private func object(_ plan: LaunchPlan) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(plan.json.utf8)) as? [String: Any])
    }

    @Test func logsAreRelayedForServersAlone() throws {
        var other = plan(LogPolicy(overflow: .block, format: .text))
        #expect(other.text.contains("  logs: not relayed; the site waits while they are not read (LOG_OVERFLOW=block)"))
        let logs = try object(other)["logs"] as? [String: Any]
        #expect(logs?["relayed"] as? Bool == false && logs?["overflow"] as? String == "block")
        other = plan
        other.passesStatusThrough = true
        #expect(try !other.text.contains("logs:") && object(other)["logs"] is NSNull)
        other = plan
        other.processes = []
        #expect(other.logsOfServers == nil, "a one-shot")
        other.processes = [ProcessSpec("bash", "bash", group: .shared)]
        #expect(other.logsOfServers == nil, "a command that has our terminal")
    }

    @Test func anEmptyPlanIsOneLine() {
        #expect(LaunchPlan(program: "x", shutdown: ShutdownPolicy(budget: 1)).text == "x would\n")
    }
}
