import TestSupport
import Testing

@testable import Launch
@testable import Settings
@testable import System

@Suite struct CStringsTests {
    @Test func eachKindHasItsText() {
        #expect(EnvironmentChange("A", .plain("b c"), origin: "t").text == "A=b c")
        #expect(EnvironmentChange("A", .plain("b\nC=d"), origin: "t").text == "A=b\\nC=d", "one line stays one line")
        #expect(EnvironmentChange("A", .secret(Secret("hunter2")), origin: "t").text == "A=<redacted>")
        #expect(EnvironmentChange("A", .removed, origin: "t").text == "A unset")
    }

    @Test func aSwitchedUserGetsAHome() {
        #expect(ProcessSpec.home(of: django).map(\.text) == ["HOME=/home/django", "USER=django"])
        #expect(ProcessSpec.home(of: nil).isEmpty)
    }

    @Test func aChildInheritsWithTheChangesAndNothingTwice() throws {
        let own = try #require(rawEnvironment().first { $0.name == "PATH" })
        let changes = [
            EnvironmentChange("DJB_PLAIN", .plain("ä=1"), origin: "t"),
            EnvironmentChange("DJB_SECRET", .secret(Secret("hunter2")), origin: "t"),
            EnvironmentChange("HOME", .removed, origin: "t"), EnvironmentChange("USER", .plain("u"), origin: "t"),
        ]
        let entries = childEnvironment(ProcessSpec("t", "t", environment: changes))
        #expect(entries.allSatisfy { $0.last == 0 && !$0.dropLast().contains(0) })
        #expect(entries.contains(own.entry + [0]), "what is not changed arrives byte by byte")
        let texts = entries.map { String(decoding: $0.dropLast(), as: UTF8.self) }
        #expect(texts.contains("DJB_PLAIN=ä=1") && texts.contains("DJB_SECRET=hunter2"))
        #expect(texts.filter { $0.hasPrefix("USER=") } == ["USER=u"])
        #expect(!texts.contains { $0.hasPrefix("HOME=") })
    }

    @Test func aNameThatIsPartOfAnotherIsNotTouched() {
        let before = rawEnvironment().filter { $0.name.hasPrefix("PATH") }.count
        let after = childEnvironment(
            ProcessSpec("t", "t", environment: [EnvironmentChange("PAT", .removed, origin: "t")]))
        #expect(after.filter { String(decoding: $0, as: UTF8.self).hasPrefix("PATH") }.count == before)
    }

    @Test func theEnvironmentAsText() {
        let environment = processEnvironment()
        #expect(environment.count == Set(rawEnvironment().map(\.name)).count)
        #expect(environment["PATH"]?.isEmpty == false)
    }

    @Test func aChildGetsWhatItsPolicySays() {
        let ours = [("PATH", "/bin"), ("SECRET", "x=y"), ("EMPTY", ""), ("ADDED", "old")].map { name, value in
            (name: name, entry: Array("\(name)=\(value)".utf8))
        }
        func entries(_ inherits: Inheritance) -> [String] {
            let change = EnvironmentChange("ADDED", .plain(""), origin: "t")
            return childEnvironment(ProcessSpec("t", "t", environment: [change], inherits: inherits), of: ours).map {
                #expect($0.last == 0)
                return String(decoding: $0.dropLast(), as: UTF8.self)
            }
        }
        #expect(entries(.all) == ["PATH=/bin", "SECRET=x=y", "EMPTY=", "ADDED="])
        #expect(entries(.nonEmpty) == ["PATH=/bin", "SECRET=x=y", "ADDED="])
        #expect(entries(.only(AllowList(["PATH", "EMPTY"]))) == ["PATH=/bin", "ADDED="])
    }
}
