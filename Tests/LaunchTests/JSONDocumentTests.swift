import Foundation
import Testing

@testable import Launch

@Suite struct JSONDocumentTests {
    @Test func aDocumentHasItsMembersByName() {
        #expect(
            JSONDocument.pretty(["b": ["/x"], "a": []]) == """
                {
                  "a" : [

                  ],
                  "b" : [
                    "/x"
                  ]
                }
                """)
    }

    @Test func aLineKeepsItsOrder() {
        let line = JSONDocument.line([("time", "12:00"), ("level", "info"), ("pid", 7), ("ok", true), ("a/b", "c/d")])
        #expect(line == #"{"time": "12:00", "level": "info", "pid": 7, "ok": true, "a/b": "c/d"}"#)
    }

    @Test(arguments: ["", "\"\\\n\r\t\u{1}\u{7F}", "ä/é\u{2028}", "</script>", "a\u{0}b"])
    func everyTextComesBack(text: String) throws {
        let line = JSONDocument.line([("message", text)])
        #expect(!line.contains { $0.isNewline && $0 != "\u{2028}" })
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String]
        #expect(object == ["message": text])
    }

    @Test(arguments: [Double.infinity, -Double.infinity, Double.nan])
    func aNumberThatJSONHasNotIsAText(number: Double) {
        #expect(JSONDocument.line([("n", number)]) == "{\"n\": \"\(number)\"}".replacing("inf\"", with: "infinity\""))
    }
}
