"""An application that reads all, part or none of a request's body, as WSGI and as ASGI."""

from textwrap import dedent

from .tree import Tree

MODULE = '''
    PART = 1000


    def status(path):
        return 413 if path == "/refused" else 200


    def wsgi(environ, start_response):
        path, body = environ["PATH_INFO"], environ["wsgi.input"]
        if path in ("/all", "/part"):
            body.read() if path == "/all" else body.read(PART)
        start_response(f"{status(path)} Done", [("Content-Type", "text/plain"), ("Content-Length", "2")])
        return [b"ok"]


    async def asgi(scope, receive, send):
        if scope["type"] == "lifespan":
            while (await receive())["type"] != "lifespan.shutdown":
                await send({"type": "lifespan.startup.complete"})
            await send({"type": "lifespan.shutdown.complete"})
            return
        if scope["path"] in ("/all", "/part"):
            while (await receive()).get("more_body") and scope["path"] == "/all":
                pass
        headers = [(b"content-type", b"text/plain"), (b"content-length", b"2")]
        await send({"type": "http.response.start", "status": status(scope["path"]), "headers": headers})
        await send({"type": "http.response.body", "body": b"ok"})
'''


def write_bodies(tree: Tree):
    """Writes the module `bodies`: `bodies:wsgi` and `bodies:asgi`. /all reads the whole body, /part the beginning, any other
    path nothing; /refused answers 413, the others 200."""
    tree.write("app/bodies.py", dedent(MODULE).lstrip("\n"))
