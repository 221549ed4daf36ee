"""A task on its way: a request to Django, the broker, the worker beside it, a row in PostgreSQL."""

from textwrap import dedent

from testkit import http
from testkit.ports import eventually
from testkit.site import add_settings

from .conftest import child

URLS = """
    from django.http import HttpResponse
    from django.urls import path
    from shop import record


    def order(request, name):
        record.delay(name)
        return HttpResponse(status=202)


    urlpatterns = [path("order/<name>", order), path("", lambda request: HttpResponse("here"))]
"""

TASK = """

    @app.task
    def record(name):
        from django.contrib.auth.models import Group

        Group.objects.create(name=name)
"""


def test_a_task_from_django_is_done_by_the_worker(container, tree, postgresql):
    database = postgresql.settings()
    add_settings(tree, f"DATABASES['default'] = {database!r}\n")
    tree.write("app/site1/urls.py", dedent(URLS))
    container.shop.extend(TASK)
    shop, program = container()

    def names() -> set[str]:
        with postgresql.connect(database["NAME"]) as connection:
            return {name for (name,) in connection.execute("SELECT name FROM auth_group")}

    assert http.request(tree.port, "/order/first").status == 202
    eventually(lambda: "first" in names(), "the row")
    child(program, "worker").kill()
    # Redis still hands a message to the connection of a process that is just dying.
    program.stderr.wait_for("worker ended: signal 9")
    assert http.request(tree.port, "/order/second").status == 202, "the broker keeps it meanwhile"
    eventually(lambda: "second" in names(), "the row of the worker that was started again")
    assert program.stop() == 0
    assert database["PASSWORD"] not in program.output()
