import TestSupport
import Testing

@testable import Launch
@testable import Proxy
@testable import Settings

@Suite struct NginxEnvironmentTests {
    @Test func namesThatAUsersFileAsksFor() {
        let text = """
            env FOO; env  "BAR" ;
            # env COMMENTED;
            env GIVEN=value; env
              SPLIT; user env;
            events { worker_connections 1; } env LAST; # env NOT;
            http { set $env NAME; x env NO; }
            """
        #expect(NginxEnvironment.names(in: [text, "env BAR;", ""]) == ["BAR", "FOO", "LAST", "SPLIT"])
    }

    private func configuration(_ environment: [String: String] = [:], texts: [String] = []) -> ProxyConfiguration {
        let files = EnvironmentSource.Files(
            read: { .success("from \($0)") }, list: { _ in .success(["NGINX_USER", "SECRET_KEY", "OTHER"]) })
        let source = SecretFiles.load(environment, settings: SettingsCatalog.all, files: files).source
        var reader = SettingsReader(source: source)
        var host = HostProbe.fake()
        let onDisk = Dictionary(
            uniqueKeysWithValues: texts.enumerated().map { ("/etc/nginx/\($0).conf", Array($1.utf8)) })
        host.names = {
            $0 == "/etc/nginx" ? onDisk.keys.map { String($0.dropFirst("/etc/nginx/".count)) }.sorted() : []
        }
        host.contents = { path in onDisk[path].map { .success($0) } ?? .failure(.init("No such file or directory")) }
        let common = CommonConfiguration(reading: &reader, host: host)
        return ProxyConfiguration(reading: &reader, common: common, host: host)
    }

    @Test func nginxGetsNoSettingButWhatTheUserNames() throws {
        let spec = NginxProcess.spec(configuration(texts: ["env SECRET_KEY;"]))
        #expect(spec.inherits == .only(AllowList.system + ["SECRET_KEY"]) && spec.privileges == .noNew)
        let plain = NginxProcess.spec(configuration())
        for name in ["SECRET_KEY", "PORT", "SUPERUSER_PASSWORD", "AWS_SECRET_ACCESS_KEY", "SECRETS_DIR"] {
            #expect(!plain.inherits.allows(name, isEmpty: false), "\(name)")
        }
        #expect(plain.inherits.allows("TZ", isEmpty: false))
    }

    @Test func renderingGetsTheSettingsFromFilesToo() {
        let step = NginxProcess.renderStep(proxy: "/p", configuration(["SECRETS_DIR": "/s"], texts: ["env FOO;"]))
        for name in ["PORT", "BOOTSTRAP_RUN_DIR", "FOO", "PATH"] {
            #expect(step.inherits.allows(name, isEmpty: false), "\(name)")
        }
        for name in ["SECRETS_DIR", "SECRET_KEY", "SECRET_KEY_FILE", "CELERY_BROKER", "GUNICORN_CMD_ARGS"] {
            #expect(!step.inherits.allows(name, isEmpty: false), "\(name)")
        }
        #expect(step.environment.map(\.text) == ["NGINX_USER=<redacted>", "NGINX unset"])
        #expect(step.privileges == .noNew)
    }
}
