"""SUPERUSER_PASSWORD makes a superuser at the start: whether the user model takes the values of SUPERUSER_*."""

from __future__ import annotations

import re

from django_bootstrap.errors import describe
from django_bootstrap.superuser_fields import Refused, Superuser

from .report import DJANGO, ERROR, WARNING, Context, Finding, Findings, check

VARIABLE = re.compile(r"(?:DJANGO_)?SUPERUSER_[A-Z0-9_]+")


@check("superuser", DJANGO)
def superuser(context: Context) -> Findings:
    if not context.facts["makes_superuser"]:
        return
    from django.contrib.auth import get_user_model

    try:
        model = get_user_model()
        create = model._default_manager.create_superuser
    except Exception as error:
        title = f"cannot create the superuser: {describe(error)}"
        yield Finding(
            ERROR, title, context.place("AUTH_USER_MODEL"), "unset SUPERUSER_PASSWORD, or correct the user model"
        )
        return
    wanted = Superuser(model)
    unused = wanted.unused()
    if unused:
        yield Finding(WARNING, unused, VARIABLE.findall(unused)[0], "unset it")
    try:
        wanted.values(create)
    except Refused as refusal:
        names = list(dict.fromkeys(VARIABLE.findall(str(refusal))))
        fix = f"set {', '.join(names)} to what the model accepts, or unset SUPERUSER_PASSWORD"
        yield Finding(
            ERROR, f"cannot create the superuser: {refusal}", names[0] if names else "SUPERUSER_PASSWORD", fix
        )
