import Foundation
import Testing

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
