"""What is to be written: file name -> text. Pure but for the question which folders there are."""

from __future__ import annotations

from .compose import compose
from .dockerfile import dockerfile
from .dotenv import env_example
from .facts import Facts, Options
from .kubernetes import documents
from .storage import Storage, storage
from .templates import fill


def plan(root: str, facts: Facts, options: Options) -> dict[str, str]:
    places = storage(root, facts)
    files = {
        "Dockerfile": dockerfile(facts, options, places),
        ".dockerignore": fill("init_dockerignore.txt", data=ignored(facts, places)),
        "compose.yaml": compose(facts, options, places),
        ".env.example": env_example(facts, places),
    }
    if facts.packages.written:
        files["requirements.txt"] = facts.packages.written
    files.update({f"k8s/{name}": text for name, text in documents(facts, options, places).items()})
    return files


def ignored(facts: Facts, places: Storage) -> str:
    """Data of this machine's."""
    found = [facts.media_root] if facts.media_root and not facts.media_root.startswith("/") else []
    if facts.database == "sqlite":
        found.append(facts.sqlite_file + "*" if facts.sqlite_file else "*.sqlite3")
    return "\n".join(found)
