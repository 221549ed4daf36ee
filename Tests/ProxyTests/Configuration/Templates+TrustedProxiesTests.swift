import TestSupport
import Testing

@testable import Proxy

/// What `TRUSTED_PROXIES` changes in the tree: optional files, and two lists of networks.
@Suite struct TemplatesTrustedProxiesTests {
    private let folder = "conf.d/django.conf.d/"

    private func texts(_ value: String?) throws -> [String: String] {
        let configuration = proxyConfiguration(value.map { ["TRUSTED_PROXIES": $0] } ?? [:])
        let files = try NginxTree(configuration, overrides: []).files
        return Dictionary(
            uniqueKeysWithValues: files.map { ($0.path, String(decoding: $0.contents, as: UTF8.self)) })
    }

    @Test func unsetTheOptionalFilesAreNotThere() throws {
        let texts = try texts(nil)
        #expect(Templates.trustedProxiesOnly.count == 3 && Templates.trustedProxiesOnly.allSatisfy { texts[$0] == nil })
        #expect(texts[folder + "maps/trusted_proxies.conf"]?.contains(" 1;") == false)
        #expect(texts["nginx.conf"]?.contains("variables_hash_max_size 2048;") == true)
        let set = "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;\n"
        #expect(texts[folder + "gunicorn.conf"]?.contains(set) == true)
    }

    @Test func eachNetworkIsInBothListsAndBelieved() throws {
        let texts = try texts("10.0.0.0/8, ::1")
        let list = "    default 0;\n    10.0.0.0/8 1;\n    ::1 1;\n}\n"
        for name in ["trusted_proxies", "client_key"] {
            #expect(texts[folder + "maps/\(name).conf"]?.ranges(of: list).count == 1)
        }
        let believed = "\nset_real_ip_from 10.0.0.0/8;\nset_real_ip_from ::1;\nreal_ip_header X-Forwarded-For;\n"
        #expect(texts[folder + "locations/real_ip.conf"]?.contains(believed) == true)
        #expect(
            texts[folder + "gunicorn.conf"]?.contains("proxy_set_header X-Forwarded-For $remote_addr;\n") == true)
    }

    @Test func noneBelievesNoAddress() throws {
        let texts = try texts("none")
        #expect(Templates.trustedProxiesOnly.allSatisfy { texts[$0] != nil })
        #expect(texts[folder + "locations/real_ip.conf"]?.contains("set_real_ip_from") == false)
        #expect(texts[folder + "maps/trusted_proxies.conf"]?.contains(" 1;") == false)
    }

    @Test func everyOptionalFileIsOneOfOurs() {
        #expect(Set(Templates.trustedProxiesOnly).isSubset(of: Templates.all.map(\.name)))
    }
}
