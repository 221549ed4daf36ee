import TestSupport
import Testing

@testable import Launch
@testable import Proxy
@testable import Settings

@Suite struct ProxyConfigurationTests {
    private func read(
        _ environment: [String: String] = [:], host: HostProbe = .fake()
    ) -> (configuration: ProxyConfiguration, problems: [Diagnostic], warnings: [String]) {
        var reader = SettingsReader(source: EnvironmentSource(environment))
        let common = CommonConfiguration(reading: &reader, host: host)
        let configuration = ProxyConfiguration(reading: &reader, common: common, host: host)
        return (configuration, reader.problems, reader.warnings)
    }

    @Test func noDumpOfTheConfigurationShowsASecret() {
        let files = EnvironmentSource.Files(
            read: { _ in .success("9000") }, list: { _ in .success(["PORT", "API_KEY"]) })
        let source = SecretFiles.load(
            ["SECRETS_DIR": "/s", "SECRET_KEY": "hunter2"], settings: SettingsCatalog.all, files: files
        ).source
        var reader = SettingsReader(source: source)
        let common = CommonConfiguration(reading: &reader, host: .fake())
        var dumped = ""
        dump(ProxyConfiguration(reading: &reader, common: common, host: .fake()), to: &dumped)
        #expect(!dumped.contains("hunter2") && dumped.contains(Secret.mask), "a value of SECRETS_DIR is a secret")
    }

    @Test func theDefaults() {
        let (configuration, problems, warnings) = read()
        #expect(problems.isEmpty && warnings.isEmpty)
        let all = [IPAddress.anyIPv4, .anyIPv6]
        #expect(
            configuration.ports == [
                PortSpec(8000, variable: "PORT", addresses: all),
                PortSpec(8001, variable: "STATUS_PORT", addresses: all),
            ])
        #expect(configuration.workerProcesses == 1 && configuration.workerConnections == 16_384)
        #expect(configuration.openFiles == 32_768)
        #expect(configuration.clientMaxBodySize == "20m" && configuration.healthPath == "/")
        #expect(configuration.readTimeout == 60 && configuration.keepaliveTimeout == 65)
        #expect(configuration.upstreamWait == 10)
        #expect(configuration.retryAfter == 1)
        #expect(!configuration.mediaInline)
    }

    @Test(arguments: [
        ("PORT", "0"), ("PORT", "65536"), ("PORT", "80;"), ("STATUS_PORT", "http"), ("NGINX_USER", "nginx; daemon on"),
        ("NGINX_WORKER_PROCESSES", "0"), ("NGINX_WORKER_PROCESSES", "AUTO"), ("NGINX_WORKER_CONNECTIONS", "63"),
        ("NGINX_CLIENT_MAX_BODY_SIZE", "20m; }"), ("NGINX_PROXY_READ_TIMEOUT", "60s"),
        ("NGINX_KEEPALIVE_TIMEOUT", "-1"), ("NGINX_UPSTREAM_WAIT", "61"), ("NGINX_UPSTREAM_WAIT", "1s"),
        ("NGINX_RETRY_AFTER", "0"), ("HEALTH_PATH", "/$uri"), ("HEALTH_PATH", "health"),
    ])
    func whatIsNotValidIsNamed(name: String, text: String) {
        let problems = read([name: text]).problems
        #expect(problems.map(\.place) == [name])
        #expect(problems.first?.message.hasPrefix("cannot use \(name)=\"\(text)\": it must be ") == true)
    }

    @Test(arguments: [
        ([], [8000, 8000, 8001, 8001]), (["nginx.conf"], []), (["conf.d/django.conf"], [8001, 8001]),
        (["conf.d/status.conf"], [8000, 8000]),
        (["conf.d/django.conf.d/locations/root.conf"], [8000, 8000, 8001, 8001]),
    ])
    func aPortIsOursUnlessAFileOfTheUsersSaysWhereNginxListens(files: [String], ports: [Int]) {
        let host = HostProbe.fake(usersFiles: Set(files.map { "/etc/nginx/" + $0 }))
        #expect(read(host: host).configuration.listeners.map(\.port) == ports)
    }

    @Test func oneFamilyWhereThereIsOne() {
        let listeners = read(host: .fake(hasIPv6: false)).configuration.listeners
        #expect(
            listeners == [ListenerSpec(port: 8000, address: .anyIPv4), ListenerSpec(port: 8001, address: .anyIPv4)])
    }

    @Test func theTwoPortsDiffer() {
        #expect(read(["PORT": "8001"]).problems.map(\.place) == ["STATUS_PORT"])
        #expect(read(["PORT": "8001", "STATUS_PORT": "8000"]).problems.isEmpty)
    }

    @Test func theWorkersUserExistsWhenItIsSwitchedTo() {
        let root = HostProbe.fake(isRoot: true, accounts: [django, nginx])
        #expect(read(host: root).configuration.user == nginx)
        #expect(read(["NGINX_USER": "django"], host: root).configuration.user == django)
        #expect(read(["NGINX_USER": "www"], host: root).problems.map(\.place) == ["NGINX_USER"])
        #expect(read(["NGINX_USER": "www"]).problems.isEmpty, "without root no user is switched")
        #expect(read().configuration.user == nil)
    }

    @Test(arguments: [(1024, 512, 1024), (100, 64, 128), (0, 64, 128), (1_048_576, 16_384, 32_768)])
    func theLimitOnOpenFilesIsKept(limit: Int, connections: Int, files: Int) {
        let (configuration, problems, warnings) = read(host: .fake(openFileLimit: limit))
        #expect(configuration.workerConnections == connections && configuration.openFiles == files)
        #expect(problems.isEmpty && warnings.isEmpty, "the default was not asked for")
    }

    @Test func lessThanWasAskedForIsSaid() {
        let warnings = read(["NGINX_WORKER_CONNECTIONS": "1000"], host: .fake(openFileLimit: 1024)).warnings
        #expect(
            warnings == [
                "NGINX_WORKER_CONNECTIONS=1000 needs 2000 open files, but the limit is 1024: uses 512"
            ])
        #expect(read(["NGINX_WORKER_CONNECTIONS": "512"], host: .fake(openFileLimit: 1024)).warnings.isEmpty)
    }

    @Test func anEmptyVariableAsksForNothing() {
        let host = HostProbe.fake(openFileLimit: 1024)
        #expect(read(["NGINX_WORKER_CONNECTIONS": ""], host: host).warnings.isEmpty)
    }
}
