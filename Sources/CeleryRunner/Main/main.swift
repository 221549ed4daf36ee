import CeleryRunner
import Runner

Program.celery.main()
