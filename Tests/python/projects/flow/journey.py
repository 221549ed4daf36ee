"""One project from its generator to the stop of its container."""

import time
import uuid
from pathlib import Path

from projects.recipes import RECIPES
from projects.workshop.recipe import Recipe
from testkit.containers.engine import Container, eventually, podman
from testkit.ports import free_port

from . import image
from .image import PREFIX
from .record import Row
from .services import Services
from .stages import Stages
from .visitor import Visitor

PASSWORD = 'it\'s $HOME "quoted"'
# A first start migrates and collects static files; `podman stop` gives 40 s, and a stop takes 25 s at most.
START_SECONDS, STOP_SECONDS = 180, 30


class Journey:
    def __init__(self, recipe: Recipe, folder: Path):
        self.recipe, self.folder = recipe, folder
        self.row = Row(recipe.name, recipe.title, order=RECIPES.index(recipe))
        self.row.environment = sorted(recipe.environment)
        self.stage = Stages(self.log)
        self.services = Services()
        self.container: Container | None = None
        self.tag: str | None = None

    def log(self) -> str:
        return "\n".join(self.container.logs().splitlines()[-80:]) if self.container else ""

    def whole(self):
        """All stages, in order. The first that fails ends it."""
        try:
            self.prepare()
            self.start()
            self.visit()
            self.stop()
        except AssertionError as error:
            self.row.failed = self.stage.failed or "tests"
            self.row.why = str(error).splitlines()[0][:300]
            raise
        finally:
            seconds = self.stage.seconds
            self.row.init_seconds, self.row.build_seconds = seconds.get("init"), seconds.get("build")
            self.row.start_seconds, self.row.stop_seconds = seconds.get("run"), seconds.get("stop")

    def prepare(self):
        with self.stage("generate"):
            self.recipe.make(self.folder)
        with self.stage("init"):
            self.row.written, self.row.notes = self.write()
        self.row.lines_changed = image.edit(self.folder, self.recipe.by_hand)
        with self.stage("build"):
            self.row.image = image.base_of(self.folder)
            self.tag = image.build(self.folder)

    def write(self) -> tuple[list[str], list[str]]:
        return image.init(self.folder)

    def start(self):
        name, port = f"{PREFIX}-{uuid.uuid4().hex[:8]}", free_port()
        recipe = self.recipe
        self.visitor = Visitor(port, recipe.admin, recipe.user, recipe.public)
        beside = self.services.start(recipe.services)
        variables = {**recipe.environment, "SUPERUSER_PASSWORD": PASSWORD}
        settings = [word for key, value in variables.items() for word in ("--env", f"{key}={value}")]
        with self.stage("run"):
            podman("run", "--detach", "--name", name, "--publish", f"127.0.0.1:{port}:8000", *beside, *settings, self.tag)
            self.container = Container(name, port)
            eventually(self.is_there, "the login page", START_SECONDS)
        self.row.python = image.version(self.tag, "python")
        self.row.django = image.version(self.tag, "django")

    def is_there(self) -> bool:
        assert self.container.running, f"the container ended with status {self.container.state('ExitCode')}"
        return self.visitor.answers()

    def visit(self):
        with self.stage("static"):
            files = self.visitor.login_page_files()
            assert files, "the login page loads no file"
            if self.recipe.cdn:
                self.static_is_elsewhere(files)
            else:
                for url in files:
                    self.visitor.loads(url)
            self.row.static_files = len(files)
        with self.stage("login"):
            self.visitor.logs_in(PASSWORD)
            assert PASSWORD not in self.container.logs(), "the log shows the superuser's password"
        with self.stage("upload"):
            url = self.visitor.uploads(self.recipe.upload)
            self.row.upload = url.removeprefix(self.visitor.address)
        if self.recipe.celery:
            with self.stage("celery"):
                # In the single container it is ready when worker and beat are.
                self.container.until_healthy(120)

    def static_is_elsewhere(self, files: list[str]):
        for url in files:
            assert url.startswith(self.recipe.cdn), f"{url} is not on {self.recipe.cdn}"
            here = "/static/" + url.removeprefix(self.recipe.cdn)
            response = self.visitor.get(self.visitor.at(here))
            assert response.status_code == 404, f"{here} is served although STATIC_URL is on another host: {response.status_code}"

    def stop(self):
        with self.stage("stop"):
            started = time.monotonic()
            status = self.container.stop()
            assert status == 0, f"exit status {status}"
            assert time.monotonic() - started < STOP_SECONDS, f"took {time.monotonic() - started:.0f} s"

    def remove(self):
        if self.container:
            podman("rm", "--force", "--volumes", "--time", "1", self.container.name, check=False)
        self.services.remove()
        if self.tag:
            podman("rmi", "--force", self.tag, check=False)
