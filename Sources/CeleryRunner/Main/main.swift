import CeleryRunner

CeleryRunnerProgram.main()
