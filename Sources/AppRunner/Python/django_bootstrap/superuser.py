"""The step that creates the superuser, through the project's own user model and manager."""

from __future__ import annotations

from .database import require_writable_database
from .report import say, warn
from .status import CONFIGURATION, Failure
from .superuser_fields import Refused, Superuser


def create_superuser(password: str | None) -> None:
    """An existing user is left as it is."""
    from django.contrib.auth import get_user_model
    from django.db import IntegrityError, router, transaction

    if not password:
        raise Failure("cannot create the superuser: SUPERUSER_PASSWORD is not set", CONFIGURATION)
    try:
        password.encode()
    except UnicodeEncodeError:
        text = "cannot create the superuser: SUPERUSER_PASSWORD is not valid UTF-8"
        raise Failure(text, CONFIGURATION) from None
    model = get_user_model()
    superuser = Superuser(model)
    database = router.db_for_write(model)
    unused = superuser.unused()
    if unused:
        warn(unused)
    if superuser.exists(database):
        say(f'superuser "{superuser.login}" exists')
        return
    require_writable_database(database)
    create = model._default_manager.db_manager(database).create_superuser
    try:
        values = superuser.values(create)
    except Refused as error:
        raise Failure(f"cannot create the superuser: {error}", CONFIGURATION, error) from error
    if "password" in superuser.fields:
        values["password"] = password
    try:
        with transaction.atomic(using=database):
            create(**values)
    except IntegrityError:
        if not superuser.exists(database, any_case=True):  # otherwise another container was faster
            raise
        say(f'superuser "{superuser.login}" exists')
    else:
        say(f'superuser "{superuser.login}" created')
