import Foundation
import Testing

@testable import Launch
@testable import Proxy

@Suite struct TemplateRendererTests {
    private func render(_ text: String, _ values: [String: String]) throws(TemplateRenderer.Failure) -> String {
        try TemplateRenderer(values: values).render([(name: "t", text: text)])[0].text
    }

    @Test func placeholdersBecomeTheirValues() throws {
        #expect(try render("a {{ x }}{{x}} { } }}", ["x": "1"]) == "a 11 { } }}")
        #expect(try render("{{ x }}", ["x": "{{ y }}"]) == "{{ y }}", "values are not rendered again")
        #expect(try render("", [:]) == "")
    }

    @Test func everythingElseIsAnError() {
        #expect(throws: TemplateRenderer.Failure.unknownName("y", template: "t")) { try render("{{ y }}", [:]) }
        #expect(throws: TemplateRenderer.Failure.unknownName("", template: "t")) { try render("{{}}", [:]) }
        #expect(throws: TemplateRenderer.Failure.unclosed(line: 2, template: "t")) {
            try render("\n{{ x\n}}", ["x": ""])
        }
        #expect(throws: TemplateRenderer.Failure.unusedNames(["y"])) { try render("{{ x }}", ["x": "", "y": ""]) }
    }
}

@Suite struct JSONTextTests {
    @Test(arguments: ["", "plain", "\"quoted\" \\ / ", "line\nline\r\ttab", "\u{0}\u{1f}\u{7f}", "é😀\u{2028}"])
    func stringsComeBackAsTheyWere(text: String) throws {
        let data = Data("[\(JSONText.quoted(text))]".utf8)
        #expect(try JSONSerialization.jsonObject(with: data) as? [String] == [text])
    }

    @Test func valuesInOrder() {
        let value = JSONText.object([("b", .array([.number(1), .null])), ("a", .bool(true)), ("c", .array([]))])
        #expect(value.text == #"{"b": [1, null], "a": true, "c": []}"#)
        #expect(value.pretty() == "{\n  \"b\": [\n    1,\n    null\n  ],\n  \"a\": true,\n  \"c\": []\n}")
    }
}
