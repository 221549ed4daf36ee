/// A command of a Procfile as `/bin/sh -c` runs it.
///
/// A simple command, such as `FOO=1 python manage.py run_worker`, replaces the shell (`exec`): the program gets the signals itself
/// and alone, as it would in a container of its own. Celery loses its running tasks when its pool gets SIGTERM too. Any other
/// command (`a && b`, pipes, substitutions) keeps the shell, which passes no signal on: its whole group gets them.
struct ProcfileShellCommand: Equatable {
    /// For `-c`.
    let text: String
    let isSimple: Bool

    init(_ command: String) {
        let bytes = Array(command.utf8)
        guard let program = Self.program(bytes) else {
            text = command
            isSimple = false
            return
        }
        let head = String(decoding: bytes[..<program.lowerBound], as: UTF8.self)
        let tail = String(decoding: bytes[program.lowerBound...], as: UTF8.self)
        text = bytes[program].elementsEqual("exec".utf8) ? command : head + "exec " + tail
        isSimple = true
    }

    /// Words that are the shell's own in the place of a program.
    private static let own: Set<String> = [
        ".", ":", "!", "{", "}", "[[", "alias", "break", "case", "cd", "command", "continue", "do", "done", "elif",
        "else",
        "esac", "eval", "exit", "export", "fi", "for", "function", "getopts", "hash", "if", "local", "read", "readonly",
        "return", "select", "set", "shift", "source", "then", "time", "times", "trap", "type", "ulimit", "umask",
        "unalias",
        "unset", "until", "wait", "while",
    ]

    /// Where the program's word is; nil when it is not surely a simple command.
    private static func program(_ bytes: [UInt8]) -> Range<Int>? {
        var program: Range<Int>?
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x20 || bytes[index] == 0x09 {
                index += 1
                continue
            }
            guard let end = endOfWord(bytes, from: index) else { return nil }
            if program == nil, !isAssignment(bytes[index..<end]) {
                let word = String(decoding: bytes[index..<end], as: UTF8.self)
                guard !own.contains(word), !"<>#".utf8.contains(bytes[index]) else { return nil }
                program = index..<end
            }
            index = end
        }
        return program
    }

    /// nil at anything that is more than a word: an operator, a substitution, a quote without its end.
    private static func endOfWord(_ bytes: [UInt8], from start: Int) -> Int? {
        var index = start
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x09: return index
            case UInt8(ascii: "\\"): index += 2
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                guard let end = endOfQuotes(bytes, from: index) else { return nil }
                index = end
            case let byte where ";|()`\n".utf8.contains(byte): return nil
            case UInt8(ascii: "&"):
                // `2>&1` is a redirection.
                guard index > start, bytes[index - 1] == UInt8(ascii: ">") || bytes[index - 1] == UInt8(ascii: "<")
                else {
                    return nil
                }
                index += 1
            default: index += 1
            }
        }
        return index == bytes.count ? index : nil
    }

    private static func endOfQuotes(_ bytes: [UInt8], from start: Int) -> Int? {
        let quote = bytes[start]
        var index = start + 1
        while index < bytes.count, bytes[index] != quote {
            if quote == UInt8(ascii: "\"") {
                if bytes[index] == UInt8(ascii: "`") { return nil }
                if bytes[index] == UInt8(ascii: "$"), bytes.dropFirst(index + 1).first == UInt8(ascii: "(") {
                    return nil
                }
                if bytes[index] == UInt8(ascii: "\\") { index += 1 }
            }
            index += 1
        }
        return index < bytes.count ? index + 1 : nil
    }

    /// `NAME=value`.
    private static func isAssignment(_ word: ArraySlice<UInt8>) -> Bool {
        guard let equals = word.firstIndex(of: UInt8(ascii: "=")), let first = word.first, equals > word.startIndex
        else {
            return false
        }
        let isLetter: (UInt8) -> Bool = { (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x5F }
        return isLetter(first) && word[..<equals].allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
    }
}
