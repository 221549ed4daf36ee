import os


def application(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [f"uid {os.getuid()} of {os.environ['FORM']}".encode()]
