"""The application under load: no Django, so that a start takes no longer than the servers' own."""

import hashlib
from textwrap import dedent

from testkit.tree import Tree

MEGABYTE = 1 << 20
# More than a socket's send buffer holds (4 MB at most, tcp(7)): a part of the answer is in the server while it is read.
BIG = bytes(range(256)) * (8 * MEGABYTE // 256)
FILE = bytes(reversed(range(256))) * (8 * MEGABYTE // 256)
BIG_HASH = hashlib.sha256(BIG).hexdigest()
FILE_HASH = hashlib.sha256(FILE).hexdigest()
PICTURE = b"GIF89a" + bytes(range(256)) * 16

MODULE = '''
    """Answers name the request that they belong to, so that one which reaches the wrong client is seen."""

    import hashlib
    import os
    import threading
    import time
    from urllib.parse import parse_qs

    BIG = bytes(range(256)) * (8 * 1048576 // 256)
    LEAKED = []


    def leak():
        """Opens files until the process may open no more, keeps them, and takes whatever is set free."""
        def more():
            try:
                while True:
                    LEAKED.append(os.open("/dev/null", os.O_RDONLY))
            except OSError as error:
                return os.strerror(error.errno)

        def again():
            while True:
                more()
                time.sleep(0.001)

        reason = more()
        threading.Thread(target=again, daemon=True).start()
        return f"{len(LEAKED)} {reason}"


    def upload(environ):
        digest, length = hashlib.sha256(), 0
        while piece := environ["wsgi.input"].read(65536):
            digest.update(piece)
            length += len(piece)
        return f"{length} {digest.hexdigest()}"


    def application(environ, start_response):
        path, ask = environ["PATH_INFO"], parse_qs(environ["QUERY_STRING"])
        if "sleep" in ask:
            time.sleep(float(ask["sleep"][0]))
        name = ask.get("id", ["-"])[0]
        if path == "/big":
            body = BIG
        elif path == "/upload":
            body = f"{name} {upload(environ)}".encode()
        elif path == "/leak":
            body = f"{name} {os.getpid()} {leak()}".encode()
        elif path == "/clock":
            body = str(time.time()).encode()
        else:
            body = f"{name} {os.getpid()}".encode()
        start_response("200 OK", [("Content-Type", "application/octet-stream"), ("Content-Length", str(len(body)))])
        return [body]
'''

APPLICATION = "load:application"


def write_site(tree: Tree) -> Tree:
    """The module, a large file that Nginx serves by itself, and an uploaded picture."""
    tree.write("app/load.py", dedent(MODULE).lstrip("\n"))
    tree.write("app/static/big.bin", FILE)
    tree.write("app/media/picture.gif", PICTURE)
    return tree
