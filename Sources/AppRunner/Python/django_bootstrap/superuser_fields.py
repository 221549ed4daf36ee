"""The fields of the superuser, for any user model.

SUPERUSER_USERNAME is the value of the model's USERNAME_FIELD, SUPERUSER_EMAIL that of its EMAIL_FIELD. Where the
model logs in by email, SUPERUSER_EMAIL is the login. Where it logs in by another field, such as a phone number,
DJANGO_SUPERUSER_<FIELD> wins over SUPERUSER_USERNAME. Every other required field comes from
DJANGO_SUPERUSER_<FIELD>, as `createsuperuser --noinput` reads it.
"""

from __future__ import annotations

import contextlib
import inspect
import os
from collections.abc import Callable
from typing import Any

USERNAME, EMAIL = "SUPERUSER_USERNAME", "SUPERUSER_EMAIL"
DEFAULTS = {USERNAME: "admin", EMAIL: "admin@example.com"}


class Refused(Exception):
    """The values cannot be used: which variables, and why."""


def specific(field: Any) -> str:
    """The variable that Django's own command reads for a field."""
    return f"DJANGO_SUPERUSER_{field.name.upper()}"


def value_of(variable: str) -> str:
    """The variable's value, or its default; empty counts as unset."""
    return os.environ.get(variable) or DEFAULTS.get(variable, "")


class Superuser:
    """The fields of the superuser of one user model, from the environment."""

    def __init__(self, model: Any) -> None:
        from django.db import models

        self.model = model
        self.fields = {field.name for field in model._meta.get_fields()}
        self.login_field = model._meta.get_field(model.USERNAME_FIELD)
        self.email_field = getattr(model, "EMAIL_FIELD", "email")
        self.by_email = self.login_field.name == self.email_field or isinstance(self.login_field, models.EmailField)
        self.variable = EMAIL if self.by_email else USERNAME
        if not self.by_email and self.login_field.name != "username" and os.environ.get(specific(self.login_field)):
            self.variable = specific(self.login_field)
        self.login = value_of(self.variable)

    def unused(self) -> str | None:
        """A variable that is set and has no place in the model."""
        if self.by_email and os.environ.get(USERNAME) and "username" not in self.model.REQUIRED_FIELDS:
            return f"{USERNAME} is not used: {self.model._meta.label} logs in by {self.login_field.name} ({EMAIL})"
        return None

    def _spellings(self) -> set[str]:
        """The login as given and as the model's managers may store it: `create_superuser` normalizes it."""
        found = {self.login}
        if self.by_email:
            found.add(self.login.lower())
        kind = "normalize_email" if self.by_email else "normalize_username"
        for place in (self.model, self.model._default_manager):
            with contextlib.suppress(Exception):
                found.add(getattr(place, kind)(self.login))
        return found

    def exists(self, database: str, any_case: bool = False) -> bool:
        """Whether a user has that login. _base_manager: a manager of the project's may hide some users.

        `any_case` is for after a uniqueness error: a model may compare without case.
        """
        from django.core.exceptions import FieldError, ValidationError

        users = self.model._base_manager.using(database)
        name = self.model.USERNAME_FIELD
        # A text that the field cannot hold at all is no login.
        with contextlib.suppress(ValueError, TypeError, ValidationError):
            if users.filter(**{f"{name}__in": self._spellings()}).exists():
                return True
        if any_case:
            with contextlib.suppress(ValueError, TypeError, ValidationError, FieldError):
                return bool(users.filter(**{f"{name}__iexact": self.login}).exists())
        return False

    def values(self, create: Callable[..., Any]) -> dict[str, Any]:
        """The arguments of `create_superuser` without the password. Every problem is reported at once."""
        problems: list[str] = []
        values = {self.model.USERNAME_FIELD: self._clean(self.login_field, self.variable, self.login, problems)}
        parameters = inspect.signature(create).parameters
        accepted = self.email_field in parameters or any(p.kind is p.VAR_KEYWORD for p in parameters.values())
        wanted = accepted or self.email_field in self.model.REQUIRED_FIELDS
        if self.email_field in self.fields and not self.by_email and wanted:
            field = self.model._meta.get_field(self.email_field)
            values[self.email_field] = self._clean(field, EMAIL, value_of(EMAIL), problems)
        for name in self.model.REQUIRED_FIELDS:
            if name not in values:
                self._add_required(name, values, problems)
        if problems:
            raise Refused("; ".join(problems))
        return values

    def _add_required(self, name: str, values: dict[str, Any], problems: list[str]) -> None:
        field = self.model._meta.get_field(name)
        variable, value = specific(field), os.environ.get(specific(field))
        if name == "username" and not value:  # beside a login by email
            variable, value = USERNAME, value_of(USERNAME)
        if value == "" and field.blank:
            return
        if not value:
            problems.append(f"{self.model._meta.label} needs {name}; set {variable}")
            return
        values[name] = self._clean(field, variable, value, problems)
        if field.many_to_many and isinstance(values[name], str):
            values[name] = [key.strip() for key in values[name].split(",")]

    def _clean(self, field: Any, variable: str, value: str, problems: list[str]) -> Any:
        """The value as the field's validators leave it."""
        from django.core.exceptions import ValidationError

        try:
            value.encode()
            return field.clean(value, None)
        except UnicodeEncodeError:
            problems.append(f"{variable} is not valid UTF-8")
        except ValidationError as error:
            text = f"{variable}: {'; '.join(error.messages)}"
            if not os.environ.get(variable):
                names = variable
                if variable == USERNAME and field.name != "username":
                    names = f"{specific(field)} or {variable}"
                text = (
                    f'{self.model._meta.label}.{field.name} refuses "{value}": {"; ".join(error.messages)}; set {names}'
                )
            problems.append(text)
        return value
