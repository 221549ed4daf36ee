import Foundation
import Testing

@testable import Settings

@Suite struct SettingsCatalogTests {
    @Test func namesAreUniqueAndExplained() {
        let names = SettingsCatalog.all.map(\.name)
        #expect(Set(names).count == names.count)
        for setting in SettingsCatalog.all {
            #expect(!setting.help.isEmpty && !setting.help.hasSuffix("."), "\(setting.name)")
        }
    }

    @Test func theReferencePageIsThisText() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized
        let page = try String(contentsOf: root.appending(path: "docs/reference/environment.md"), encoding: .utf8)
        #expect(page == SettingsCatalog.markdown, "run `make docs`")
    }
}
