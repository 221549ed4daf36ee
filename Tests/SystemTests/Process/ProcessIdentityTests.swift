import Testing

@testable import System

@Suite struct ProcessIdentityTests {
    @Test func startTimesOfOddNames() {
        let rest = (4...30).map { String($0) }.joined(separator: " ")
        #expect(ProcessIdentity.start(inStat: "7 (a) b) S " + rest) == 22)
        #expect(ProcessIdentity.start(inStat: "7 (a) Z " + rest) == nil, "a zombie has ended")
        #expect(ProcessIdentity.start(inStat: "nonsense") == nil && ProcessIdentity.start(of: 0) == nil)
    }
}
