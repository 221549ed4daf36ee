"""Our programs in the shapes in which they are deployed."""

from testkit import http
from testkit.ports import eventually

from .stack import Stack


class Single(Stack):
    """One app-runner with Nginx and Gunicorn below it, started from a shell."""

    name = "single"

    def __init__(self, tree, binary, **environment):
        super().__init__(tree, binary, BOOTSTRAP_SHAPE="single", **environment)

    def start(self):
        self.app_runner()
        return self.until_ready()


class SinglePid1(Single):
    """The same as a container: PID 1 of a PID namespace, started again whenever it ends."""

    name = "single, PID 1"

    def start(self):
        self.app_runner(as_pid1=True, restarts=True)
        return self.until_ready()


class Pod(Stack):
    """`proxy` and `app-runner` on one tree."""

    name = "pod"
    app_options: dict = {}

    def start(self):
        self.proxy = self.service(self.binary("proxy"), "run")
        eventually(lambda: http.answers(self.tree.status_port, "/livez"), "the proxy")
        self.app = self.app_runner(**self.app_options)
        return self.until_ready()


class SingleThreads(Single):
    """Threaded workers: Nginx keeps connections to them open, and one worker has several requests at a time."""

    name = "single, gthread"
    arguments = ["--worker-class", "gthread", "--threads", "4"]


class PodThreads(Pod):
    name = "pod, gthread"
    arguments = SingleThreads.arguments


class PodPid1(Pod):
    """The app is PID 1 of a namespace of its own and is started again when it ends, as the kubelet does."""

    name = "pod, app PID 1"
    app_options = {"as_pid1": True, "restarts": True}
