import Testing

@testable import Settings

@Suite struct ProcfileChoiceTests {
    @Test func namesAndNumbers() {
        let expected = [ProcfileChoice("worker"), ProcfileChoice("alerts", count: 2), ProcfileChoice("off", count: 0)]
        #expect(ProcfileChoice.list("worker, alerts=2,off=0") == expected)
    }

    @Test(arguments: ["", "a,,b", "a=", "a=65", "a=-1", "a=x", "a,a", "a.b", "=2", "a=1=2"])
    func otherTextIsNotValid(text: String) {
        #expect(ProcfileChoice.list(text) == nil)
    }
}
