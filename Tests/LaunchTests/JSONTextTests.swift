import Foundation
import Testing

@testable import Launch

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
