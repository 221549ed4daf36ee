import TestSupport
import Testing

@testable import Proxy
@testable import Settings

/// The templates and their values fit each other, whatever the settings.
@Suite struct TemplatesStrictTests {
    private let values = NginxValues.make(proxyConfiguration())

    @Test func everyValueIsNeeded() {
        for name in values.keys.sorted() {
            var fewer = values
            fewer[name] = nil
            #expect(throws: TemplateRenderer.Failure.self, "\(name)") {
                try TemplateRenderer(values: fewer).render(Templates.all)
            }
        }
    }

    @Test func aValueTooManyIsAFault() {
        #expect(throws: TemplateRenderer.Failure.unusedNames(["more"])) {
            try TemplateRenderer(values: values.merging(["more": ""]) { $1 }).render(Templates.all)
        }
    }

    @Test func theNamesAreUniqueAndNoneIsEmpty() {
        #expect(Set(Templates.all.map(\.name)).count == Templates.all.count)
        for template in Templates.all {
            #expect(template.text.hasSuffix("\n"), "\(template.name): the mark is a line of its own")
        }
    }

    @Test(arguments: [
        [:], ["BOOTSTRAP_LOG_LEVEL": "debug"], ["NGINX_CLIENT_MAX_BODY_SIZE": "0"], ["NGINX_KEEPALIVE_TIMEOUT": "0"],
        ["NGINX_WORKER_PROCESSES": "auto"], ["BOOTSTRAP_RUN_DIR": "/tmp/a b"], ["HEALTH_PATH": "/healthz/"],
        ["NGINX_UPSTREAM_WAIT": "0"], ["TRUSTED_PROXIES": "none"], ["TRUSTED_PROXIES": "private 2001:db8::/32"],
        ["SITE_ROOT_DIR": "/srv/public"],
    ]) func everySettingRenders(environment: [String: String]) throws {
        for host in [HostProbe.fake(), .fake(hasIPv6: false), .fake(isRoot: true, accounts: [nginx, django])] {
            let configuration = proxyConfiguration(environment, host: host)
            let tree = try NginxTree(configuration, overrides: [])
            #expect(Set(tree.files.map(\.path)) == Templates.names(configuration))
            #expect(tree.files.count == Templates.names(configuration).count)
            for file in tree.files where file.path.hasSuffix(".conf") {
                let text = String(decoding: file.contents, as: UTF8.self)
                let code = text.split(separator: "\n").filter { !$0.drop { $0 == " " }.hasPrefix("#") }.joined()
                #expect(code.count { $0 == "{" } == code.count { $0 == "}" }, "\(file.path)")
            }
        }
    }

    @Test func theFilesAreInTheOrderOfTheirPaths() throws {
        let own = Overrides.File(path: "a/first.conf", contents: [], source: "/etc/nginx/a/first.conf")
        let paths = try NginxTree(proxyConfiguration(), overrides: [own]).files.map(\.path)
        #expect(paths == paths.sorted() && paths.contains("a/first.conf"))
    }

    @Test func everyFileOfOursCanBeReplacedAtOnce() throws {
        let own = Templates.all.map { Overrides.File(path: $0.name, contents: [7], source: "/etc/nginx/\($0.name)") }
        let tree = try NginxTree(proxyConfiguration(), overrides: own)
        #expect(tree.files.count == own.count && tree.files.allSatisfy { $0.contents == [7] && $0.source != nil })
    }
}
