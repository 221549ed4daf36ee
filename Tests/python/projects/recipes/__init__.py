"""The projects. The order is that of the table in docs/compatibility.md."""

from . import layered, packaged, settings_of_their_own, startproject, subfolder, wagtail

RECIPES = [
    *startproject.RECIPES,
    *subfolder.RECIPES,
    *packaged.RECIPES,
    *layered.RECIPES,
    *wagtail.RECIPES,
    *settings_of_their_own.RECIPES,
]
