import os
import sys

from answer import answer


def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [f"uid {os.getuid()} has {answer()} from {sys.prefix}".encode()]
