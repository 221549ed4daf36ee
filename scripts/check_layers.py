"""Which target may import which, and what no target may import: fails with a line for each violation.

The compiler refuses an import of a target that is no dependency; this check holds the dependencies themselves against the
table, and the imports of every file, so that a new arrow is a decision and not an accident.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Each target with the targets of this package that it may depend on.
LOW = {"Settings", "Launch", "Project"}
ALLOWED = {
    "Settings": set(),
    "Launch": {"Settings"},
    "Project": {"Settings", "Launch"},
    "Supervision": {"Settings", "Launch"},
    "CLinux": set(),
    "System": {"Settings", "Launch", "CLinux"},
    "Runner": {"Settings", "Launch", "Supervision", "System"},
    "Proxy": {"Settings", "Launch", "System", "Runner"},
    "CeleryRunner": LOW | {"System", "Runner"},
    "AppRunner": LOW | {"System", "Runner", "Proxy", "CeleryRunner"},
    "ProxyMain": {"Proxy"},
    "CeleryRunnerMain": {"CeleryRunner"},
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
        # A number that a comment ascribes to a C header, or a Swift constant that is the header's name by another spelling.
        re.compile(
            r"^.*(?:=|\()\s*-?(?:0[xo])?[0-9][0-9A-Fa-f_]*\b.*//.*\b(?:PR|F|O|AT|SO|SI|IN|MADV|CAP|BPF)_[A-Z][A-Z_]+"
            r"|^\s*///.*\b(?:PR|F|O|AT|SO|SI|IN|MADV|CAP|BPF)_[A-Z][A-Z_]+.*\n.*\blet\b.*=\s*(?:0[xo])?[0-9][0-9A-Fa-f_]*\s*$",
            re.MULTILINE,
        ),
        "take the constant from the C header, by Sources/Shared/System/CLinux",
    ),
]
IMPORT = re.compile(r"^\s*(?:@\w+\s+)*import\s+(?:struct\s+|enum\s+|class\s+|func\s+)?(\w+)", re.MULTILINE)


def violations_of_dependencies(targets: dict[str, set[str]]) -> list[str]:
    """The arrows that the table does not have. `targets`: each target of the package with its dependencies."""
    found = []
    for name, dependencies in sorted(targets.items()):
        if name.endswith("Tests"):
            continue
        if name not in ALLOWED:
            found.append(f"target {name} is not in the table of scripts/check_layers.py: add it with what it may import")
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


def violations_of_text(path: str, text: str) -> list[str]:
    """What no Swift file may do to reach the kernel or the C library."""
    return [
        f"{path}:{text.count(chr(10), 0, found.start()) + 1}: {found.group().strip().splitlines()[-1].strip()}: {instead}"
        for pattern, instead in FORBIDDEN
        for found in pattern.finditer(text)
    ]


def self_test() -> None:
    """Each rule fails on a sample, else the check proves nothing."""
    assert violations_of_dependencies({"Settings": {"Launch"}})
    assert violations_of_dependencies({"Proxy": {"CeleryRunner"}, "Unknown": set()})[1:]
    assert not violations_of_dependencies({"Launch": {"Settings"}, "LaunchTests": {"Launch", "TestSupport"}})
    assert violations_of_imports("Launch", "x", "import Glibc\n")
    assert violations_of_imports("Runner", "x", "@preconcurrency import Foundation\n")
    assert violations_of_imports("Supervision", "x", "import struct System.PlanFailure\n")
    assert not violations_of_imports("System", "x", "import Glibc\nimport Launch\n")
    for text in [
        '@_silgen_name("copy_file_range")\n',
        'let symbol = dlsym(nil, "prctl")\n',
        "unsafeBitCast(symbol, to: F.self)\n",
        "call(38, 1)  // PR_SET_NO_NEW_PRIVS\n",
        "/// F_OFD_GETLK of linux/fcntl.h.\nprivate static let getLock: Int32 = 36\n",
        "/// O_PATH: a place.\nstatic let path: Int32 = 0o10_000_000\n",
        "/// SI_KERNEL.\nstatic let siKernel: Int32 = 0x80\n",
    ]:
        assert violations_of_text("x", text), text
    assert not violations_of_text("x", "/// Dropped by PR_CAPBSET_DROP.\nlet calls = linux_prctl(PR_CAPBSET_DROP, 0)\n")


def main() -> int:
    self_test()
    described = subprocess.run(
        ["swift", "package", "describe", "--type", "json"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    targets = json.loads(described[described.index("{") :])["targets"]
    found = violations_of_dependencies({t["name"]: set(t.get("target_dependencies", [])) for t in targets})
    for target in targets:
        if target["name"].endswith("Tests") or target["name"] == "TestSupport" or target["module_type"] != "SwiftTarget":
            continue
        for source in target["sources"]:
            path = Path(target["path"]) / source
            text = (ROOT / path).read_text()
            found += violations_of_imports(target["name"], str(path), text) + violations_of_text(str(path), text)
    print("\n".join(found) or "the layers are kept")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
