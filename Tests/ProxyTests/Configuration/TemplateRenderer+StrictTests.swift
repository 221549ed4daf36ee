import Testing

@testable import Proxy

@Suite struct TemplateRendererStrictTests {
    private let renderer = TemplateRenderer(values: ["port": "8000", "host": "h"])

    @Test func aValueMustBeUsedBySomeTemplateOfTheSet() throws {
        let rendered = try renderer.render([("a", "{{ port }}"), ("b", "{{host}}"), ("c", "plain")])
        #expect(rendered.map(\.name) == ["a", "b", "c"], "the order stays")
        #expect(rendered.map(\.text) == ["8000", "h", "plain"])
        #expect(throws: TemplateRenderer.Failure.unusedNames(["host"])) { try renderer.render([("a", "{{ port }}")]) }
        #expect(throws: TemplateRenderer.Failure.unusedNames(["host", "port"])) { try renderer.render([]) }
    }

    @Test(arguments: ["{{ Port }}", "{{ port | e }}", "{{ {{ port }}", "{{\tport }}", "{{ po rt }}", "{{{ port }}}"])
    func onlyTheExactNameIsUnderstood(text: String) {
        #expect(throws: TemplateRenderer.Failure.self) { try renderer.render([("t", text + "{{ host }}")]) }
    }

    @Test func theFirstFaultIsNamedWithItsTemplate() {
        #expect(throws: TemplateRenderer.Failure.unknownName("x", template: "b")) {
            try renderer.render([("a", "{{ port }}{{ host }}"), ("b", "{{ x }}"), ("c", "{{")])
        }
        #expect(throws: TemplateRenderer.Failure.unclosed(line: 3, template: "c")) {
            try renderer.render([("c", "{{ port }}\n\n{{ host")])
        }
    }

    @Test func nginxsOwnBracesAndVariablesStay() throws {
        let text = "server { listen {{ port }}; set $a \"${host}\"; } # {% x %} {{ host }}"
        #expect(
            try renderer.render([("t", text)]).map(\.text) == [
                "server { listen 8000; set $a \"${host}\"; } # {% x %} h"
            ])
    }

    @Test func failuresReadAsSentences() {
        let failures: [TemplateRenderer.Failure] = [
            .unknownName("x", template: "t"), .unclosed(line: 2, template: "t"), .unusedNames(["a", "b"]),
        ]
        #expect(
            failures.map(\.description) == [
                "cannot render t: no value for {{ x }}", "cannot render t: unclosed {{ in line 2",
                "cannot render: no template uses a, b",
            ])
    }
}
