import Foundation
import Glibc
import TestSupport
import Testing

@testable import Proxy

@Suite struct GeneratedMarkTests {
    @Test func onlyAnUntouchedFileIsOurs() {
        let file = GeneratedMark.stamp("listen 80;\n")
        #expect(GeneratedMark.isIntact(Array(file.utf8)))
        #expect(!GeneratedMark.isIntact(Array(file.replacing("80", with: "81").utf8)))
        #expect(!GeneratedMark.isIntact(Array((file + "\n").utf8)))
        #expect(!GeneratedMark.isIntact(Array(("# mine\n" + file).utf8)))
        for text in ["", "\n", "listen 80;\n", "# django-bootstrap wrote this file"] {
            #expect(!GeneratedMark.isIntact(Array(text.utf8)))
        }
    }
}
