import Launch
import Settings

/// What Nginx and `proxy render` get of the runner's environment.
package enum NginxEnvironment {
    /// For Nginx: no settings, which are in the rendered files, and what the user's own files name by `env NAME;`.
    package static func server(_ named: [String]) -> Inheritance { .only(.system + named) }

    /// For `proxy render`, which reads the settings and runs `nginx -t`.
    static func render(_ named: [String]) -> Inheritance { .only(settings + named) }

    /// The settings that `proxy` reads, without secrets.
    static let settings = AllowList.settings(CommonSettings.all + ProxySettings.all)

    /// The values of such settings that came from `SECRETS_DIR`, which `proxy render` does not get.
    static func fromFiles(_ source: EnvironmentSource) -> [EnvironmentChange] {
        source.fromFiles.filter { settings.allows($0.key) }.sorted { $0.key < $1.key }.map {
            EnvironmentChange($0.key, .secret($0.value), origin: source.origin(of: $0.key).description)
        }
    }

    /// The names in `env NAME;` of configuration files (ngx_core_module; `env NAME=value;` needs no variable).
    package static func names(in texts: [String]) -> [String] {
        var names: Set<String> = []
        for text in texts {
            var statement: [Substring] = []
            for line in text.split(whereSeparator: \.isNewline) {
                let code = line.prefix { $0 != "#" }
                for piece in words(of: code) {
                    if [";", "{", "}"].contains(piece) {
                        if piece == ";", statement.count == 2, statement[0] == "env" {
                            names.insert(unquoted(statement[1]))
                        }
                        statement = []
                    } else {
                        statement.append(piece)
                    }
                }
            }
        }
        return names.filter(SecretFiles.isVariableName).sorted()
    }

    private static func words(of code: Substring) -> [Substring] {
        var words: [Substring] = []
        var rest = code
        while let start = rest.firstIndex(where: { !$0.isWhitespace }) {
            rest = rest[start...]
            let word =
                ";{}".contains(rest[start]) ? rest.prefix(1) : rest.prefix { !$0.isWhitespace && !";{}".contains($0) }
            words.append(word)
            rest = rest[word.endIndex...]
        }
        return words
    }

    private static func unquoted(_ word: Substring) -> String {
        String(word.filter { $0 != "\"" && $0 != "'" })
    }
}
