import TestSupport
import Testing

@testable import Settings

@Suite struct ProcessNameTests {
    @Test func aProcfileProcessHasItsOwnSpace() {
        #expect(ProcessName.procfile("worker") == "procfile.worker")
        #expect(ProcessName.procfile("worker", number: 2) == "procfile.worker.2")
    }

    @Test(arguments: [
        ("nginx", true), ("beat", true), ("procfile", true), ("procfile.mail", true), ("procfile.", false),
        ("procfile.a.2", false), ("redis", false), ("", false),
    ])
    func whatAListMayName(name: String, isKnown: Bool) {
        #expect(ProcessName.isKnown(name) == isKnown)
    }

    @Test(arguments: [
        (["procfile"], "procfile.mail.2", true), (["procfile.mail"], "procfile.mail.2", true),
        (["procfile.mail"], "procfile.other", false), (["worker"], "procfile.worker", false),
        (["nginx"], "nginx", true),
    ])
    func whichProcessesAListHas(list: [String], name: String, has: Bool) {
        #expect(ProcessName.has(Set(list), name) == has)
    }
}
