import Launch
import System

/// What `app-runner init` is asked for, as the process that does it.
struct InitializeRequest: Equatable {
    let folder: String
    let replaces: Bool
    let showsDifferences: Bool
    let settings: String?
    let images: String?
    let shape: String

    /// Python with the embedded package as arguments (loader.py): nothing has to be written for it.
    ///
    /// `-I`: no folder of the project's is searched for modules, and no variable changes how Python starts.
    var process: ProcessSpec {
        let files = InitializeFiles.all
        var spec = ProcessSpec(
            "init", "python3",
            ["-I", "-B", "-X", "utf8", "-c", InitializeFiles.loader, String(files.count)]
                + files.flatMap { [$0.name, $0.text] } + options)
        spec.programOwner = .root
        return spec
    }

    var options: [String] {
        var words: [String] = []
        if replaces { words.append("--force") }
        if showsDifferences { words.append("--diff") }
        if let settings { words.append("--settings=\(settings)") }
        if let images { words.append("--images=\(images)") }
        return words + ["--shape=\(shape)", "--", FileTree.absolute(folder)]
    }
}
