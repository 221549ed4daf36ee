import CeleryRunner
import Runner

/// `celery-entrypoint.sh ARGUMENT…`: Celery's commands and options, or any other program.
enum CeleryEntrypoint {
    /// Celery's own commands (celery/bin/celery.py).
    private static let commands: Set<String> = [
        "amqp", "beat", "call", "control", "events", "graph", "inspect", "list", "logtool", "migrate", "multi", "purge",
        "report", "result", "shell", "status", "upgrade", "worker",
    ]

    /// The command when it is not Celery's; nil when Celery is to run it. A word that is neither a program's name may be a
    /// command that an extension adds to Celery.
    static func otherCommand(_ arguments: [String], isProgram: (String) -> Bool) -> [String]? {
        guard let first = arguments.first, first != "celery", !first.hasPrefix("-"), !commands.contains(first),
            isProgram(first)
        else { return nil }
        return arguments
    }
}

extension Program {
    /// `celery-runner` under the predecessor's name, where another program's command is executed as it is.
    static let celeryEntrypoint = Program.celery.unless { words, process in
        let command = CeleryEntrypoint.otherCommand(words, isProgram: DispatchProbe.system(process).isProgram)
        return command.map { .start(.command($0[0], Array($0.dropFirst()))) }
    }
}
