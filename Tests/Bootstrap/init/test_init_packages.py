# ruff: noqa: E501
"""Dependencies: whose lock file counts, and what it says."""

from __future__ import annotations

import pytest
from init_facts import Packages
from init_files import Problem
from init_packages import allows, image_python, read_packages
from init_system import system_packages
from projects import STARTPROJECT

LOCKS = {
    "uv.lock": 'version = 1\n[[package]]\nname = "django"\nversion = "5.2"\n',
    "poetry.lock": '[[package]]\nname = "django"\nversion = "5.1"\n',
    "pdm.lock": '[[package]]\nname = "django"\nversion = "5.0"\ngroups = ["default"]\n',
    "Pipfile.lock": '{"default": {"django": {"version": "==4.2"}}, "_meta": {"requires": {"python_version": "3.12"}}}',
    "requirements.txt": "django==4.1\n",
}


@pytest.mark.parametrize(
    "files, manager",
    [
        (list(LOCKS), "uv"),
        (list(LOCKS)[1:], "poetry"),
        (list(LOCKS)[2:], "pdm"),
        (list(LOCKS)[3:], "pipenv"),
        (list(LOCKS)[4:], "requirements"),
    ],
)
def test_the_first_lock_file_counts(make, files, manager) -> None:
    packages = read_packages(str(make({name: LOCKS[name] for name in files})))
    assert packages.manager == manager
    assert packages.names["django"] == LOCKS[files[0]].split("django")[1].split("==")[-1].split('version = "')[-1][:3]


def test_pyproject_alone_and_setup_py(make) -> None:
    packages = read_packages(
        str(make({"pyproject.toml": '[project]\ndependencies = ["Django>=5", "celery[redis] ; python_version > \'3\'"]\n'}))
    )
    assert (packages.manager, packages.has("django"), packages.has_extra("celery", "redis")) == ("pyproject", True, True)
    assert read_packages(str(make({"setup.py": ""}, "other"))).manager == "setup"


@pytest.mark.parametrize(
    "name, text, said",
    [
        ("uv.lock", "[[package]\n", "cannot parse uv.lock: "),
        ("uv.lock", "package = 3\n", "cannot read uv.lock: `package` is not a list of tables"),
        ("poetry.lock", "\0", "cannot parse poetry.lock: "),
        ("pyproject.toml", "x = \n", "cannot parse pyproject.toml: "),
        ("pyproject.toml", "[project]\ndependencies = 3\n", "cannot read pyproject.toml: a table has the wrong form"),
        ("Pipfile.lock", '{\n"default": }', "cannot parse Pipfile.lock, line 2: "),
        ("Pipfile.lock", "[]", "cannot read Pipfile.lock: it is none of Pipenv's"),
        ("requirements.txt", "-r absent.txt\n", "cannot read absent.txt: a requirements file includes it"),
    ],
)
def test_a_file_that_cannot_be_used(make, name, text, said) -> None:
    with pytest.raises(Problem) as raised:
        read_packages(str(make({name: text})))
    assert str(raised.value).startswith(said) and raised.value.status == 78
    assert "\n" not in str(raised.value)


def test_bytes_that_are_no_text(make) -> None:
    root = make({})
    (root / "requirements.txt").write_bytes(b"Django\n\xff\n")
    with pytest.raises(Problem, match="cannot read requirements.txt: byte 7 is not UTF-8"):
        read_packages(str(root))


def test_requirements_of_every_form(make) -> None:
    packages = read_packages(
        str(
            make(
                {
                    "requirements/production.txt": "-r base.txt\n--extra-index-url https://index.example\n-e git+https://code.example/a.git#egg=A_b\n",
                    "requirements/base.txt": "# comment\nDjango[argon2]==5.2.1 \\\n    --hash=sha256:00\npsycopg[c]>=3.2,<4  # why\n./libs/x\n",
                    "requirements/local.txt": "pytest\n",
                }
            )
        )
    )
    assert packages.files == ["requirements/production.txt", "requirements/base.txt"]
    assert packages.names == {"django": "5.2.1", "psycopg": "3.2", "a-b": ""}
    assert (packages.git, packages.local, packages.extra_index) == (True, True, True)


def test_a_requirements_file_that_leads_to_production(make) -> None:
    files = {"requirements.txt": "-r requirements/production.txt\n", "requirements/production.txt": "django\n"}
    assert read_packages(str(make(files))).files[0] == "requirements.txt"
    assert read_packages(str(make(files | {"requirements.txt": "-r requirements/local.txt\n"}))).files == [
        "requirements/production.txt"
    ]


def test_no_dependencies_at_all(make) -> None:
    with pytest.raises(Problem, match="cannot tell what to install in .*: no uv.lock"):
        read_packages(str(make({"manage.py": ""})))


@pytest.mark.parametrize(
    "python, django, image",
    [
        ("", "", "3.13"),
        (">=3.12", "6.0", "3.13"),
        (">=3.14", "6.0", "3.14"),
        ("3.11", "", "3.11"),
        ("==3.11.*", "", "3.11"),
        ("^3.10", "5.2", "3.13"),
        (">=3.10,<3.12", "", "3.11"),
        ("~=3.11", "", "3.13"),
        ("~3.11", "", "3.11"),
        (">=3.10,!=3.13.0", "", "3.13"),
        ("", "4.2.1", "3.12"),
        ("", "3.2", "3.11"),
        (">=3.12", "3.2", "3.12"),
        (">=3.9", "", "3.13"),
    ],
)
def test_the_images_python(python, django, image) -> None:
    assert image_python(Packages("uv", [], {"django": django}, python=python)) == image


@pytest.mark.parametrize("python", ["2.7", "3.15", ">=3.15", "<3.10"])
def test_no_image_for_a_python(python) -> None:
    with pytest.raises(Problem, match="cannot choose an image"):
        image_python(Packages("uv", [], python=python))


def test_specifiers() -> None:
    assert allows(">3.11", (3, 12)) and not allows(">3.11", (3, 11))
    assert allows("<=3.12", (3, 12)) and not allows("<3.12", (3, 12))


def test_python_version_file_wins(make) -> None:
    packages = read_packages(str(make({"requirements.txt": "django", ".python-version": "3.12.4\n"})))
    assert image_python(packages) == "3.12"


@pytest.mark.parametrize(
    "names, extras, build, run",
    [
        ({"psycopg2": ""}, {}, ["build-essential", "libpq-dev"], []),
        ({"psycopg2-binary": ""}, {}, [], []),
        ({"psycopg": ""}, {"psycopg": {"c"}}, ["build-essential", "libpq-dev"], []),
        ({"psycopg": ""}, {"psycopg": {"binary"}}, [], []),
        ({"mysqlclient": ""}, {}, ["build-essential", "default-libmysqlclient-dev", "pkg-config"], ["libmariadb3"]),
    ],
)
def test_debian_packages(names, extras, build, run) -> None:
    assert system_packages(Packages("uv", [], names, extras), [], "postgres") == (build, run)


@pytest.mark.parametrize(
    "django, specifier, python",
    [
        ("6.0", ">=3.10", "3.13"),
        ("6.0", ">=3.10,<3.13", "3.12"),
        ("6.0", "3.12", "3.12"),
        ("6.0", ">=3.14", "3.14"),
        ("6.0", "3.11", "Django 6 needs 3.12 or newer"),
        ("6.0", "<3.12", "no Python from 3.12 to 3.14 fits `<3.12`"),
        ("5.2", "3.11", "3.11"),
        ("", "", "3.13"),
    ],
)
def test_the_image_has_a_python_for_django(django, specifier, python) -> None:
    packages = Packages("requirements", [], {"django": django}, python=specifier)
    if python[0] == "3":
        assert image_python(packages) == python
    else:
        with pytest.raises(Problem, match=python):
            image_python(packages)


def test_the_version_file_counts_exactly(make) -> None:
    root = make(STARTPROJECT | {".python-version": "3.12.4\n", "pyproject.toml": '[project]\nrequires-python = ">=3.10"\n'})
    assert image_python(read_packages(str(root))) == "3.12"
