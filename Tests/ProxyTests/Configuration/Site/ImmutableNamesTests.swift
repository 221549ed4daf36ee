import Testing

@testable import Proxy

@Suite struct ImmutableNamesTests {
    private func parse(_ text: String) -> (names: [String], refused: Int) { ImmutableNames.parse(Array(text.utf8)) }

    @Test func namesAreKeptOnce() {
        let (names, refused) = parse("a.1f.css\nb/c@2x.1f.png\na.1f.css\nA.1F.css\n\n")
        #expect(names == ["a.1f.css", "b/c@2x.1f.png"] && refused == 0)
    }

    @Test(arguments: [
        "a\".css", "a.css;", "a b.css", "default", "include", "hostnames", "volatile", "/a.css", "a//b.css", "../a.css",
        "a/../b.css", ".a.css", "a/.b.css", "a.css\r", "~^.*.css", "*.css", "a\\.css", "a$b.css", "\u{E9}.css",
        "a{.css",
        String(repeating: "a", count: 252) + ".css",
    ]) func aNameThatCouldMeanSomethingIsLeftOut(name: String) {
        let (names, refused) = parse("ok.1f.css\n" + name + "\n")
        #expect(names == ["ok.1f.css"] && refused == 1)
    }

    @Test(arguments: ["app.0123456789ab.css", "a/b/app.min.0123456789ab.js"])
    func whatThePatternFindsIsNotSaidAgain(name: String) {
        #expect(parse(name).names == [])
    }

    /// `b@` and `a_` have the same key (`key * 31 + character`), capital letters or not.
    @Test(arguments: ["b@", "B@"]) func namesOfOneKeyAreFew(pair: String) {
        let names = (0..<1000).map { number in
            (0..<10).map { number >> $0 & 1 == 0 ? pair : "a_" }.joined() + ".css"
        }
        let (kept, refused) = parse((names + ["other.1f.css"]).joined(separator: "\n"))
        #expect(kept == names.prefix(64) + ["other.1f.css"] && refused == 936)
    }

    @Test func namesOfOnePlaceInTheTableAreFew() {
        func place(_ name: String) -> UInt64 { name.utf8.reduce(0) { $0 &* 31 &+ UInt64($1) } % 200_000 }
        var names: [String] = []
        var number = 0
        while names.count < 70 {
            let name = String(number, radix: 36) + ".css"
            if place(name) == 7 { names.append(name) }
            number += 1
        }
        #expect(parse(names.joined(separator: "\n")).refused == 6)
    }

    @Test func aProjectsNamesAreAllKept() {
        let names = (0..<100_000).map { "css/app-\($0).5e3f.css" }
        #expect(parse(names.joined(separator: "\n")).names.count == 100_000)
    }

    @Test(arguments: [
        "app.0123456789a.css", "0123456789ab.css", "app.0123456789AB.css", "app.0123456789ab.c-s", "x/app-5e3f.js",
    ])
    func theRestIs(name: String) {
        #expect(parse(name).names == [name])
    }
}
