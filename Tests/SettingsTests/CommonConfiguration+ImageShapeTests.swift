import Testing

@testable import Settings

@Suite struct CommonConfigurationImageShapeTests {
    private func shape(_ text: String?, image: String?) -> (Shape, [String]) {
        var reader = SettingsReader(source: EnvironmentSource(text.map { ["BOOTSTRAP_SHAPE": $0] } ?? [:]))
        var host = HostProbe.fake()
        host.imageShape = { image }
        let common = CommonConfiguration(reading: &reader, host: host)
        return (common.shape, reader.problems.map(\.place))
    }

    @Test(arguments: [nil, ""]) func unsetAndEmptyAreTheImages(text: String?) {
        #expect(shape(text, image: "single") == (.single, []))
        #expect(shape(text, image: "pod") == (.pod, []))
        #expect(shape(text, image: nil) == (.pod, []))
        #expect(shape(text, image: "double").1 == ["BOOTSTRAP_SHAPE"])
    }

    @Test func theVariableWins() {
        #expect(shape("pod", image: "single") == (.pod, []))
        #expect(shape("single", image: "double") == (.single, []))
    }
}
