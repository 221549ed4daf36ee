import Testing

@testable import AppRunner

struct InitializeRequestTests {
    private let request = InitializeRequest(
        folder: "/srv/shop", replaces: true, showsDifferences: false, settings: "shop.settings", images: nil,
        shape: "pod")

    @Test func pythonIsIsolatedFromTheProject() {
        let words = request.process.arguments
        #expect(words.prefix(5) == ["-I", "-B", "-X", "utf8", "-c"])
        #expect(request.process.programOwner == .root)
    }

    @Test func optionsComeAfterTheFiles() {
        #expect(request.options == ["--force", "--settings=shop.settings", "--shape=pod", "--", "/srv/shop"])
        let words = request.process.arguments
        #expect(words[6] == String(InitializeFiles.all.count))
        #expect(Array(words.dropFirst(7 + 2 * InitializeFiles.all.count)) == request.options)
    }

    @Test func aFolderThatLooksLikeAnOptionIsAFolder() {
        let odd = InitializeRequest(
            folder: "/--force", replaces: false, showsDifferences: false, settings: nil, images: nil, shape: "single")
        #expect(odd.options.suffix(2) == ["--", "/--force"])
    }

    @Test func everyFileHasContentsAndAnArgumentHoldsIt() {
        let files = InitializeFiles.all
        #expect(Set(files.map(\.name)).count == files.count)
        // MAX_ARG_STRLEN of Linux.
        #expect(files.allSatisfy { !$0.text.isEmpty && $0.text.utf8.count < 131_072 })
    }

    @Test func initIsOurs() {
        let probe = DispatchProbe(isProgram: { _ in false }, isImportable: { _ in false })
        #expect(Dispatch.command(for: ["init", "--diff"], probe: probe) == .own(["init", "--diff"]))
    }
}
