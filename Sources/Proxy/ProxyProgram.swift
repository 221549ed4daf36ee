import Runner
import System

/// What is known of this process; made first thing, before any thread exists.
let program = Program("proxy")

/// The program `proxy`, from its start to its end.
package enum ProxyProgram {
    package static func main() -> Never {
        _ = program
        ProxyCommand.main()
        exitProcess(.success)
    }
}
