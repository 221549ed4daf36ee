import CeleryRunner
import Launch

/// Worker and beat in the single container: the predecessor's pool and pid files.
enum EmbeddedCeleryPlan {
    static func add(_ celery: EmbeddedCelery, to plan: inout LaunchPlan) {
        for kind in celery.kinds {
            let pidfile = celery.configuration.layout.celeryPidfile(kind)
            let pool = kind == .worker ? ["--pool", "solo"] : []
            let arguments = CeleryArguments([kind.rawValue] + pool + ["--pidfile", pidfile])
            CeleryProcess.prepare(&plan, kind, celery.configuration)
            plan.pidfiles.append(PidfileSpec(pidfile, program: "celery"))
            plan.processes.append(CeleryProcess.spec(arguments, celery.configuration))
        }
    }
}
