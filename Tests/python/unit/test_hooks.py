"""--hook: programs of the user's at three points of the start."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pytest
from testkit.bootstrap import BOOTSTRAP, Background, Project

APPLICATION = ("--", "mysite.wsgi")


def hook(project: Project, name: str, text: str, mode: int = 0o755) -> tuple[str, str]:
    """The arguments for a hook `point/name` with this text."""
    path = project.directory.parent / "etc/bootstrap.d" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(mode)
    return "--hook", str(path)


def say(word: str) -> str:
    return f"#!/bin/sh\necho {word} $BOOTSTRAP_HOOK >&2\n"


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def order(text: str, *words: str) -> list[str]:
    """The words in the order in which they come first."""
    return sorted((word for word in words if word in text), key=text.index)


def test_the_three_points_and_their_order(project: Project) -> None:
    hooks = [
        *hook(project, "before-serve/10-b", say("ran")),
        *hook(project, "before-migrate/10-a", say("ran")),
        *hook(project, "before-migrate/20-a", say("ran")),
        *hook(project, "after-migrate/10-a", say("ran")),
    ]
    steps = ("--wait", "0", "--migrate", "--collectstatic", "--superuser", "--check-gunicorn")
    helper = project.start_bootstrap(*steps, *hooks, *APPLICATION, SUPERUSER_PASSWORD="x")
    assert helper.wait() == 0
    names = ("before-migrate/10-a", "before-migrate/20-a", "after-migrate/10-a", "before-serve/10-b")
    text = helper.output
    words = [f"ran {name}\n" for name in names]
    expected = [*words[:2], "Applying auth.0001_initial", words[2], "static files copied", 'superuser "admin"', words[3]]
    assert order(text, *expected) == expected, text
    for name in names:
        lines = [f"hook {name} starts", f"ran {name}", f"hook {name} done in "]
        assert order(text, *lines) == lines, text


def test_the_checks_and_the_wait_come_first(project: Project) -> None:
    project.write("mysite/wsgi.py", "raise ValueError('broken')")
    arguments = hook(project, "before-migrate/a", say("ran"))
    result = project.bootstrap("--wait", "0", "--migrate", "--check-gunicorn", *arguments, *APPLICATION)
    assert result.returncode == 3 and "ran" not in result.stderr


def test_no_settings_are_needed(project: Project) -> None:
    """A WSGI application without Django, started with SKIP_MIGRATIONS."""
    project.write("plain.py", "application = print")
    arguments = hook(project, "before-serve/a", say("ran"))
    flags = ("--check-gunicorn", "--database-timeout", "5")
    result = project.bootstrap(*flags, *arguments, "--", "plain", DJANGO_SETTINGS_MODULE=None)
    assert result.returncode == 0, result.stderr
    assert "ran before-serve/a" in result.stderr


def test_what_a_hook_is_given(project: Project) -> None:
    text = (
        "#!/bin/sh\necho cwd=$(pwd) hook=$BOOTSTRAP_HOOK settings=$DJANGO_SETTINGS_MODULE own=$OWN\n"
        "echo password=${SUPERUSER_PASSWORD-unset},${SUPERUSER_PASSWORD_FILE-unset} prometheus=$PROMETHEUS_MULTIPROC_DIR\n"
        "echo stdin=$(readlink /proc/self/fd/0) group=$(cut -d' ' -f5 /proc/$$/stat)"
        " helper=$(cut -d' ' -f5 /proc/$PPID/stat)\n"
    )
    project.configure("import os; os.environ['OWN'] = 'changed'; os.chdir('/')")
    arguments = hook(project, "before-serve/a", text)
    result = project.bootstrap(
        *("--migrate", "--superuser", *arguments),
        SUPERUSER_PASSWORD="secret",
        SUPERUSER_PASSWORD_FILE="/run/secrets/x",
        OWN="given",
        PROMETHEUS_MULTIPROC_DIR="/run/prometheus",
    )
    assert result.returncode == 0, result.stderr
    first, second, third = [line for line in result.stdout.splitlines() if "=" in line][-3:]
    assert first == f"cwd={project.directory} hook=before-serve/a settings=mysite.settings own=given"
    assert second.startswith("password=unset,unset prometheus=/")
    assert "/run/prometheus" not in second, "the metrics of Gunicorn's workers"
    values = dict(word.split("=") for word in third.split())
    assert values["stdin"] == "/dev/null" and values["group"] == values["helper"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every process")
def test_the_password_cannot_be_read_from_the_helper_either(project: Project) -> None:
    arguments = hook(project, "before-serve/a", "#!/bin/sh\ncat /proc/$PPID/environ || echo refused\n")
    result = project.bootstrap("--migrate", "--superuser", *arguments, SUPERUSER_PASSWORD="hush-hush")
    assert result.returncode == 0 and "refused" in result.stdout
    assert "hush-hush" not in result.stdout


def test_the_helper_is_not_dumpable_while_a_hook_runs(project: Project) -> None:
    code = "import django_bootstrap.process_group as h\nwith h.without_memory_access(): print(h.prctl(3))\nprint(h.prctl(3))"
    assert project.python(code, PYTHONPATH=str(BOOTSTRAP.parent)) == "0\n1"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("exit 3", "failed with status 3 after 0."),
        ("kill -9 $$", "was ended by signal 9 (SIGKILL) after 0."),
        ("exit 255", "failed with status 255 after 0."),
    ],
)
def test_one_that_fails_ends_the_start(project: Project, text: str, reason: str) -> None:
    arguments = [
        *hook(project, "before-migrate/10-check", f"#!/bin/sh\n{text}\n"),
        *hook(project, "before-migrate/20", say("ran")),
    ]
    result = project.bootstrap("--wait", "0", "--migrate", *arguments)
    assert result.returncode == 1
    assert f"bootstrap: cannot start: hook before-migrate/10-check {reason}" in result.stderr
    assert "ran before" not in result.stderr and "Applying" not in result.stdout


def test_a_hanging_one_is_ended_with_its_group(project: Project) -> None:
    pids = project.directory / "pids"
    text = f"#!/bin/sh\nsh -c 'trap \"\" TERM; echo $$ >> {pids}; exec sleep 600' &\necho $$ >> {pids}\nsleep 600\n"
    arguments = hook(project, "before-migrate/10-hang", text)
    result = project.bootstrap("--migrate", "--hook-timeout", "1", *arguments)
    assert result.returncode == 69
    assert "cannot start: hook before-migrate/10-hang has not ended within 1 s" in result.stderr
    assert "HOOK_TIMEOUT" in result.stderr
    found = [int(line) for line in pids.read_text().split()]
    assert len(found) == 2 and not any(map(is_alive, found))


def test_the_group_may_end_by_itself_at_the_limit(project: Project) -> None:
    """SIGTERM first: a child of the shell's gets the time to clean up, although the shell has ended."""
    text = "#!/bin/sh\nsh -c 'trap \"sleep 1; echo cleaned; exit\" TERM; while :; do sleep 0.1; done' &\nwait\n"
    result = project.bootstrap("--hook-timeout", "1", *hook(project, "before-serve/a", text))
    assert (result.returncode, result.stdout) == (69, "cleaned\n")


def test_no_limit(project: Project) -> None:
    result = project.bootstrap("--hook-timeout", "0", *hook(project, "before-serve/a", "#!/bin/sh\nsleep 0.3\n"))
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("ignores", [False, True])
def test_a_stop_ends_the_hook_and_the_start(project: Project, ignores: bool) -> None:
    trap = "trap '' TERM" if ignores else "trap 'echo cleaned up; exit 0' TERM"
    text = f"#!/bin/sh\n{trap}\necho running $$\nwhile :; do sleep 0.1; done\n"
    arguments = [*hook(project, "before-migrate/a", text), *hook(project, "before-migrate/b", say("ran"))]
    helper = project.start_bootstrap("--wait", "0", "--migrate", *arguments)
    helper.wait_for("running")
    pid = int(helper.output.partition("running ")[2].split()[0])
    helper.process.send_signal(signal.SIGTERM)
    if ignores:
        while is_alive(pid) and helper.process.poll() is None:  # the second one kills it
            helper.process.send_signal(signal.SIGTERM)
            time.sleep(0.01)
    assert helper.wait() == 143
    text = helper.output
    assert not is_alive(pid) and "ran before" not in text and ("cleaned up" in text) != ignores
    assert "hook before-migrate/a stopped after" in text and "Applying" not in text


def test_the_second_stop_waits_for_nothing(project: Project) -> None:
    """With a grace of ten minutes, that only the second signal ends."""
    text = "#!/bin/sh\ntrap '' TERM\necho running $$\nwhile :; do sleep 0.1; done\n"
    path = hook(project, "before-serve/a", text)[1]
    code = (
        "import contextlib, django_bootstrap.hooks as h\nh.TERM_SECONDS = 600\n"
        "hooks = h.Hooks(lambda name: contextlib.nullcontext())\n"
        f"hooks.configure([{path!r}], 0, {{}})\nhooks.run('before-serve')"
    )
    environment = project.environment(PYTHONPATH=str(BOOTSTRAP.parent))
    helper = Background([sys.executable, "-c", code], project.directory, environment)
    project.started.append(helper)
    helper.wait_for("running")
    pid = int(helper.output.partition("running ")[2].split()[0])
    while is_alive(pid):
        helper.process.send_signal(signal.SIGTERM)
        time.sleep(0.01)
    assert helper.wait() == 1 and "hook before-serve/a stopped after" in helper.output


def test_what_the_project_started_before_is_left_alone(project: Project) -> None:
    """A process of the project's own in the same group, which its settings start."""
    project.configure("import subprocess; print('own', subprocess.Popen(['sleep', '600'], stdout=2).pid, flush=True)")
    helper = project.start_bootstrap("--migrate", *hook(project, "before-serve/a", "#!/bin/sh\nsleep 600 &\n"))
    assert helper.process.wait(60) == 0
    helper.wait_for("own")
    own = int(helper.output.partition("own ")[2].split()[0])
    assert is_alive(own)
    os.kill(own, signal.SIGKILL)


def test_what_it_leaves_behind_is_killed(project: Project) -> None:
    text = "#!/bin/sh\nsleep 600 >/dev/null 2>&1 &\necho left $!\n"
    result = project.bootstrap(*hook(project, "before-serve/a", text))
    assert result.returncode == 0, result.stderr
    assert "warning: hook before-serve/a left processes behind" in result.stderr
    assert not is_alive(int(result.stdout.split()[1]))


@pytest.mark.parametrize(
    ("text", "mode", "reason"),
    [
        ("echo no interpreter\n", 0o755, "Exec format error; begin it with a line that names its interpreter"),
        ("#!/no/such/shell -e\n", 0o755, "its interpreter /no/such/shell -e does not exist"),
        ("#!/bin/sh\r\necho\r\n", 0o755, "its lines end as in Windows (CR LF)"),
        ("#!/bin/sh\n", 0o644, "Permission denied; its user needs the execute permission"),
    ],
)
def test_one_that_cannot_be_run(project: Project, text: str, mode: int, reason: str) -> None:
    result = project.bootstrap(*hook(project, "before-serve/a", text, mode))
    assert result.returncode == 78
    assert "cannot start: hook before-serve/a cannot be run: " in result.stderr and reason in result.stderr


def test_a_project_that_ignores_its_children(project: Project) -> None:
    project.configure("import signal; signal.signal(signal.SIGCHLD, signal.SIG_IGN)")
    arguments = hook(project, "before-serve/a", "#!/bin/sh\nexit 4\n")
    result = project.bootstrap("--migrate", *arguments)
    assert result.returncode == 1 and "failed with status 4" in result.stderr


def test_processes_that_are_no_hooks_are_left_alone(project: Project) -> None:
    """Started without a process group of its own, the helper takes one: what joins its old group meanwhile is foreign."""
    wait = "#!/bin/sh\ntouch started\nwhile [ ! -e go ]; do sleep 0.02; done\n"
    arguments = hook(project, "before-serve/a", wait)
    script = (
        '"$@" & helper=$!; while [ ! -e started ]; do sleep 0.02; done; sleep 600 & neighbour=$!; touch go; '
        'wait $helper; echo "status $?"; kill $neighbour'
    )
    command = [sys.executable, str(BOOTSTRAP), "--check-gunicorn", *arguments, *APPLICATION]
    shell = Background(["sh", "-c", script, "sh", *command], project.directory, project.environment())
    project.started.append(shell)
    assert shell.wait() == 0, shell.output
    assert "status 0" in shell.output and "left processes behind" not in shell.output
