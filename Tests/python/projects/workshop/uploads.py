"""An application with a file field, for projects that have no upload of their own."""

from pathlib import Path

from .files import add_apps, append, write

MODELS = """
    from django.db import models


    class Document(models.Model):
        title = models.CharField(max_length=100)
        file = models.FileField(upload_to="documents")

        def __str__(self):
            return self.title
"""

ADMIN = """
    from django.contrib import admin

    from .models import Document

    admin.site.register(Document)
"""

APPS = """
    from django.apps import AppConfig


    class DocumentsConfig(AppConfig):
        name = "{module}"
        default_auto_field = "django.db.models.BigAutoField"
"""

MIGRATION = """
    from django.db import migrations, models


    class Migration(migrations.Migration):
        initial = True
        dependencies = []
        operations = [
            migrations.CreateModel(
                name="Document",
                fields=[
                    ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                    ("title", models.CharField(max_length=100)),
                    ("file", models.FileField(upload_to="documents")),
                ],
            ),
        ]
"""

MEDIA = """
    MEDIA_URL = "media/"
    MEDIA_ROOT = BASE_DIR / "media"
"""


def add_documents(folder: Path, settings: Path, module: str = "documents", media: str = MEDIA):
    """Adds the application in `folder`, importable as `module`, and the settings for uploads."""
    write(folder / "__init__.py", "")
    write(folder / "migrations" / "__init__.py", "")
    write(folder / "models.py", MODELS)
    write(folder / "admin.py", ADMIN)
    write(folder / "apps.py", APPS.replace("{module}", module))
    write(folder / "migrations" / "0001_initial.py", MIGRATION)
    add_apps(settings, module)
    append(settings, media)
