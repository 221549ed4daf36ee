import Testing

@testable import Launch
@testable import Settings

@Suite struct EnvironmentChangeTests {
    @Test func noPrintedFormShowsASecret() {
        let change = EnvironmentChange("DATABASE_URL", .secret(Secret("hunter2")), origin: "file")
        for value in [change, [change]] as [Any] {
            var dumped = ""
            dump(value, to: &dumped)
            for form in ["\(value)", String(reflecting: value), dumped] { #expect(!form.contains("hunter2")) }
        }
    }
}
