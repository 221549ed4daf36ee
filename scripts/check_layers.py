"""Which target may import which, and what no target may import: fails with a line for each violation.

The compiler refuses an import of a target that is no dependency; this check holds the dependencies themselves against
the table, and the imports of every file, so that a new arrow is a decision and not an accident.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Each target with the targets of this package that it may depend on.
LOW = {"Settings", "Launch", "Project"}
# The embedded Python packages.
PYTHON = {"BootstrapPython", "CheckPython", "InitializePython"}
ALLOWED = {
    "BootstrapPython": set(),
    "CheckPython": set(),
    "InitializePython": set(),
    "CeleryPython": set(),
    "Settings": set(),
    "Launch": {"Settings"},
    "Project": {"Settings", "Launch"},
    "Supervision": {"Settings", "Launch"},
    "CLinux": set(),
    "System": {"Settings", "Launch", "CLinux"},
    "Runner": {"Settings", "Launch", "Supervision", "System"},
    "Proxy": {"Settings", "Launch", "System", "Runner"},
    "CeleryRunner": LOW | {"System", "Runner", "CeleryPython"},
    "AppRunner": LOW | {"System", "Runner", "Proxy", "CeleryRunner"} | PYTHON,
    "ProxyMain": {"Proxy", "Runner"},
    "CeleryRunnerMain": {"CeleryRunner", "Runner"},
    "AppRunnerMain": {"AppRunner", "Proxy", "CeleryRunner", "Runner"},
    "TestSupport": {"Settings", "Launch", "System"},
}

# Modules of the C library: System alone makes system calls.
C_MODULES = {"Glibc", "CLinux", "SystemPackage"}

# Ways around the type checker, each with what takes its place.
FORBIDDEN = [
    (re.compile(r"@_silgen_name|\bdlsym\b"), "declare the function in Sources/Shared/System/CLinux"),
    (re.compile(r"\bunsafeBitCast\b"), "use a typed C function of Sources/Shared/System/CLinux"),
    (
        # A number that a comment ascribes to a C header, or a Swift constant that is the header's by another name.
        re.compile(
            r"^.*(?:=|\()\s*-?(?:0[xo])?[0-9][0-9A-Fa-f_]*\b.*//.*\b(?:PR|F|O|AT|SO|SI|IN|MADV|CAP|BPF)_[A-Z][A-Z_]+"
            r"|^\s*///.*\b(?:PR|F|O|AT|SO|SI|IN|MADV|CAP|BPF)_[A-Z][A-Z_]+.*\n.*\blet\b.*=\s*(?:0[xo])?[0-9][0-9A-Fa-f_]*\s*$",
            re.MULTILINE,
        ),
        "take the constant from the C header, by Sources/Shared/System/CLinux",
    ),
]
IMPORT = re.compile(r"^\s*(?:@\w+\s+)*import\s+(?:struct\s+|enum\s+|class\s+|func\s+)?(\w+)", re.MULTILINE)


# What is special about a server is a value of its plan: these layers name none. The exceptions are the state
# file's, whose kinds of process are in the settings.
SERVERS = re.compile(r"nginx|gunicorn|celery|readyz", re.IGNORECASE)
NAMELESS = {"Launch", "Supervision"}
STATE_NAMES = re.compile(
    r"CeleryKind|\b(?:state|self)\.celery\b|\bcelery: \[|\blet celery:|= celery$|\(\"celery\", celery\.map"
)


def violations_of_names(name: str, path: str, text: str) -> list[str]:
    """The lines of a file, comments aside, that name a server and must not."""
    if name not in NAMELESS:
        return []
    code = [(number, line.split("//")[0]) for number, line in enumerate(text.splitlines(), 1)]
    return [
        f"{path}:{number}: {name} names a server: make it a value of the plan"
        for number, line in code
        if SERVERS.search(STATE_NAMES.sub("", line))
    ]


def violations_of_dependencies(targets: dict[str, set[str]]) -> list[str]:
    """The arrows that the table does not have. `targets`: each target of the package with its dependencies."""
    found = []
    for name, dependencies in sorted(targets.items()):
        if name.endswith("Tests"):
            continue
        if name not in ALLOWED:
            found.append(f"target {name} has no row in scripts/check_layers.py: add one with what it may import")
            continue
        found += [f"target {name} depends on {other}: not allowed" for other in sorted(dependencies - ALLOWED[name])]
    return found


def violations_of_imports(name: str, path: str, text: str) -> list[str]:
    """The modules that a file of the target imports and must not."""
    found = []
    for module in IMPORT.findall(text):
        if module == "Foundation":
            found.append(f"{path}: imports Foundation: it makes each binary four times as large")
        elif module in C_MODULES and name != "System":
            found.append(f"{path}: imports {module}: system calls belong to Sources/Shared/System")
        elif module in ALLOWED and module not in ALLOWED.get(name, set()):
            found.append(f"{path}: {name} imports {module}: not allowed")
    return found


# Where text may be written to stdout or stderr: log handlers, commands (the predecessor's names too), and the
# files that define the streams or lay pipes over them.
WRITERS = re.compile(
    r"Sources/\w+/(Commands|Predecessor)/|Sources/Shared/Runner/(Commands|Logging)/"
    r"|Sources/Shared/System/StandardStreams\.swift|Sources/Shared/System/LogRelay/LogPipes\.swift"
)
WRITES = re.compile(r"\bStandard(?:Output|Error)\.|\b(?:print|dump|debugPrint|puts|fputs|perror)\(")


def violations_of_streams(path: str, text: str) -> list[str]:
    """The lines that write to descriptor 1 or 2: with BOOTSTRAP_LOG_FORMAT=json they would not be JSON."""
    if WRITERS.search(path):
        return []
    code = enumerate((line.split("//")[0] for line in text.splitlines()), 1)
    lines = [number for number, line in code if WRITES.search(line)]
    return [f"{path}:{number}: writes to stdout or stderr: log it, or return it" for number in lines]


def violations_of_text(path: str, text: str) -> list[str]:
    """What no Swift file may do to reach the kernel or the C library."""
    violations = []
    for pattern, instead in FORBIDDEN:
        for found in pattern.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            violations.append(f"{path}:{line}: {found.group().strip().splitlines()[-1].strip()}: {instead}")
    return violations


def violations_of_test_names(target: str, tests: list[str], sources: list[str]) -> list[str]:
    """The test files that no source file explains. Both lists: paths in the folders of Tests and of the target.

    Foo.swift is tested by FooTests.swift in the same subfolder; a second aspect of it by Foo+AspectTests.swift.
    """
    tested = {source.removesuffix(".swift") for source in sources}
    found = []
    for test in sorted(tests):
        name = test.removesuffix("Tests.swift")
        if name == test or test.startswith("Support/"):
            continue
        if name not in tested and name.rpartition("+")[0] not in tested:
            path = f"Tests/{target}Tests/{test}"
            found.append(f"{path}: {target} has no {name.partition('+')[0]}.swift: name it after one")
    return found


def self_test() -> None:
    """Each rule fails on a sample, else the check proves nothing."""
    samples = {
        "a dependency that runs up": violations_of_dependencies({"Settings": {"Launch"}}),
        "a dependency that runs sideways": violations_of_dependencies({"Proxy": {"CeleryRunner"}}),
        "a target without a row": violations_of_dependencies({"Unknown": set()}),
        "a system call outside System": violations_of_imports("Launch", "x", "import Glibc\n"),
        "Foundation": violations_of_imports("Runner", "x", "@preconcurrency import Foundation\n"),
        "an import of one declaration": violations_of_imports("Supervision", "x", "import struct System.PlanFailure\n"),
        "a line on stderr": violations_of_streams("Sources/Proxy/Plan/x.swift", "    StandardError.write(text)\n"),
        "a server's name in a sentence": violations_of_names("Supervision", "x", 'let text = "Nginx is slow"'),
        "a server's name in code": violations_of_names("Launch", "x", "static let gunicornTimeout = 2.0"),
        "a print": violations_of_streams("Sources/Shared/Runner/Runner.swift", 'print("x")\n'),
        "@_silgen_name": violations_of_text("x", '@_silgen_name("copy_file_range")\n'),
        "dlsym": violations_of_text("x", 'let symbol = dlsym(nil, "prctl")\n'),
        "unsafeBitCast": violations_of_text("x", "unsafeBitCast(symbol, to: F.self)\n"),
        "a number with its name behind": violations_of_text("x", "call(38, 1)  // PR_SET_NO_NEW_PRIVS\n"),
        "a constant": violations_of_text("x", "/// F_OFD_GETLK of linux/fcntl.h.\nlet getLock: Int32 = 36\n"),
        "an octal constant": violations_of_text("x", "/// O_PATH: a place.\nstatic let path: Int32 = 0o10_000_000\n"),
        "a test of no file": violations_of_test_names("System", ["Files/OneTests.swift"], ["Files/Two.swift"]),
        "a test in another folder": violations_of_test_names("System", ["OneTests.swift"], ["Files/One.swift"]),
        "an aspect of no file": violations_of_test_names("System", ["Two+AspectTests.swift"], ["One.swift"]),
        "a hexadecimal constant": violations_of_text("x", "/// SI_KERNEL.\nstatic let siKernel: Int32 = 0x80\n"),
    }
    missed = [sample for sample, found in samples.items() if not found]
    allowed = violations_of_dependencies({"Launch": {"Settings"}, "LaunchTests": {"Launch", "TestSupport"}})
    allowed += violations_of_imports("System", "x", "import Glibc\nimport Launch\n")
    allowed += violations_of_streams("Sources/Proxy/Commands/x.swift", "StandardOutput.write(text)\n")
    allowed += violations_of_streams("Sources/Proxy/Plan/x.swift", "if Terminal.isOnStandardError { blueprint(x) }\n")
    allowed += violations_of_names("Launch", "x", "let kinds: [CeleryKind]  // Nginx's\n")
    allowed += violations_of_names("Proxy", "x", 'let name = "nginx"')
    allowed += violations_of_text("x", "/// Dropped by PR_CAPBSET_DROP.\nlet calls = linux_prctl(PR_CAPBSET_DROP, 0)\n")
    allowed += violations_of_test_names(
        "System",
        ["Files/OneTests.swift", "Files/One+AspectTests.swift", "Files/One+Two+BTests.swift", "Support/Script.swift"],
        ["Files/One.swift", "Files/One+Two.swift"],
    )
    if missed or allowed:
        sys.exit(f"cannot check the layers: the check itself is wrong: misses {missed}, refuses {allowed}")


def main() -> int:
    self_test()
    described = subprocess.run(
        ["swift", "package", "describe", "--type", "json"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    targets = json.loads(described[described.index("{") :])["targets"]
    found = violations_of_dependencies({t["name"]: set(t.get("target_dependencies", [])) for t in targets})
    sources = {t["name"]: t["sources"] for t in targets}
    for target in targets:
        name = target["name"]
        if target["type"] == "test":
            tested = name.removesuffix("Tests")
            found += violations_of_test_names(tested, target["sources"], sources[tested])
        if name.endswith("Tests") or name == "TestSupport" or target["module_type"] != "SwiftTarget":
            continue
        for source in target["sources"]:
            path = Path(target["path"]) / source
            text = (ROOT / path).read_text()
            found += violations_of_imports(name, str(path), text) + violations_of_streams(str(path), text)
            found += violations_of_names(name, str(path), text)
            found += violations_of_text(str(path), text)
    print("\n".join(found) or "the layers are kept")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
