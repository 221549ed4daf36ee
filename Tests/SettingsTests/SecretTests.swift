import Testing

@testable import Settings

@Suite struct SecretTests {
    private struct Holder {
        let name = "DATABASE_URL"
        let value = Secret("hunter2")
    }

    private func dumped(_ value: Any) -> String {
        var out = ""
        dump(value, to: &out)
        return out
    }

    private func printed(_ value: Any) -> String {
        var out = ""
        print(value, to: &out)
        return out
    }

    @Test func noPrintedFormShowsTheValue() {
        let secret = Secret("hunter2")
        let values: [Any] = [
            secret, [secret], ["k": secret], Optional(secret) as Any, Holder(), (1, secret),
        ]
        for value in values {
            let forms = [
                "\(value)", String(describing: value), String(reflecting: value), dumped(value), printed(value),
            ]
            for form in forms { #expect(!form.contains("hunter2")) }
        }
    }

    @Test func everyFormOfItselfIsTheMask() {
        let secret = Secret("hunter2")
        #expect("\(secret)" == "<redacted>")
        #expect(String(reflecting: secret) == "<redacted>")
        #expect(secret.debugDescription == "<redacted>")
        #expect(Mirror(reflecting: secret).children.isEmpty)
    }

    @Test func theValueIsThereForWhoAsks() {
        #expect(Secret("hunter2").reveal() == "hunter2")
        #expect(Secret("").isEmpty && !Secret("x").isEmpty)
        #expect(Secret("a") == Secret("a") && Secret("a") != Secret("b"))
    }
}
