import Testing

@testable import Shared

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
        host.usersTexts = { $0 == "/etc/nginx" ? texts : [] }
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

    @Test func usersFilesOnDiskAreFound() throws {
        let folder = TemporaryFolder()
        try folder.write("a.conf", "env A;")
        for name in ["conf.d", "conf.d/deep"] { try FileTree.makeDirectory(DirectorySpec(folder(name))) }
        try folder.write("conf.d/deep/b.conf", "env B;")
        try folder.write("ours.conf", GeneratedMark.stamp("env C;\n"))
        try folder.write("key.pem", "env D;")
        #expect(NginxEnvironment.names(in: UsersFiles.texts(below: folder.path)) == ["A", "B"])
        #expect(UsersFiles.texts(below: folder("none")).isEmpty)
    }
}
