"""A step of Django's: run with the argv of `django-admin`, its errors as one line and an exit status."""

from __future__ import annotations

import sys
from collections.abc import Callable

from .errors import describe, print_traceback, without
from .status import CONFIGURATION, STEP_FAILED, Failure


def run_step(verb: str, command: list[str], step: Callable[[], None], secret: str | None = None) -> None:
    """Run one of Django's steps with the argv of `django-admin`, for settings and apps that look at it."""
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management.base import CommandError
    from django.db.utils import InterfaceError, OperationalError

    def failure(text: str, status: int) -> Failure:
        return Failure(f"cannot {verb}: {without(secret, text)}", status)

    sys.argv = ["django-admin", *command]
    try:
        step()
    except Failure:
        raise
    except SystemExit as error:
        if error.code not in (None, 0):
            raise failure(f"the command exited with {error.code}", STEP_FAILED) from error
    except CommandError as error:
        raise failure(str(error).strip(), STEP_FAILED) from error
    except ImproperlyConfigured as error:
        raise failure(describe(error), CONFIGURATION) from error
    except (OperationalError, InterfaceError) as error:
        raise failure(describe(error), STEP_FAILED) from error
    except Exception as error:
        print_traceback(error, secret)
        raise failure(describe(error), STEP_FAILED) from error
