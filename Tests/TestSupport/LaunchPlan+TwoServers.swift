import Launch

/// A plan like the single container's: two steps, Nginx (stage 0), Gunicorn (stage 1); 20 seconds, 3 of them reserved.
package func twoServers(restart: RestartPolicy = .never) -> LaunchPlan {
    var plan = LaunchPlan(program: "app-runner", shutdown: ShutdownPolicy(budget: 20))
    plan.steps = [ProcessSpec("render", "true"), ProcessSpec("bootstrap", "true")]
    plan.processes = [
        ProcessSpec(
            "nginx", "nginx", stop: StopPolicy(signal: .quit, escalation: .term, stage: 0),
            forwards: [.hup: .hup, .usr1: .usr1], restart: restart),
        ProcessSpec(
            "gunicorn", "gunicorn", stop: StopPolicy(signal: .term, escalation: .quit, stage: 1),
            forwards: [.hup: .hup, .ttin: .ttin], restart: restart),
    ]
    return plan
}
