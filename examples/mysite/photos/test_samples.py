import importlib
import io
from unittest import mock

from django.apps import apps
from django.core.files.storage import InMemoryStorage
from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase, override_settings
from PIL import Image

from .models import Photo
from .samples import SAMPLES
from .tests import PLAIN_STORAGES

# Any storage will do; this one leaves nothing behind.
STORAGES = PLAIN_STORAGES | {"default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
FAILS = mock.patch.object(InMemoryStorage, "_save", autospec=True, side_effect=OSError("read-only"))


def stored(storage, folder="") -> list[str]:
    if not storage.exists(folder):
        return []
    folders, files = storage.listdir(folder)
    return files + [name for inner in folders for name in stored(storage, f"{folder}/{inner}".strip("/"))]


@override_settings(STORAGES=STORAGES, SAMPLE_PHOTOS=True, COMPRESS_ENABLED=False, COMPRESS_OFFLINE=False)
class SampleTests(TransactionTestCase):
    def first_start(self):
        call_command("migrate", "photos", "zero", verbosity=0)
        self.start()

    def start(self):
        call_command("migrate", verbosity=0)

    def tearDown(self):
        self.start()

    def test_the_first_start_hangs_them_up(self):
        self.first_start()
        self.assertEqual([photo.caption for photo in Photo.objects.all()], list(SAMPLES))
        page = self.client.get("/")
        for photo in Photo.objects.all():
            self.assertContains(page, photo.thumbnail.url)
            for file, kind in ((photo.image, "JPEG"), (photo.thumbnail, "WEBP")):
                with Image.open(file) as image:
                    image.load()
                    self.assertEqual(image.format, kind)
            self.assertLess(photo.image.size, 300_000)

    def test_what_was_taken_down_stays_away(self):
        self.first_start()
        Photo.objects.all().delete()
        self.start()
        self.assertFalse(Photo.objects.exists())

    def test_a_wall_with_a_picture_is_left_alone(self):
        call_command("migrate", "photos", "0002", verbosity=0)
        Photo.objects.create(caption="Mine", image="photos/mine.jpg")
        self.start()
        self.assertEqual(Photo.objects.get().caption, "Mine")

    def test_they_can_be_left_out(self):
        with self.settings(SAMPLE_PHOTOS=False):
            self.first_start()
        self.assertFalse(Photo.objects.exists())

    def test_without_a_storage_the_site_starts_all_the_same(self):
        with FAILS, self.assertLogs("photos.migrations", "WARNING") as lines:
            self.first_start()
        self.assertFalse(Photo.objects.exists())
        self.assertEqual(lines.records[0].getMessage().split(";")[0], "cannot store the sample pictures: read-only")

    def test_a_storage_that_fails_on_the_way_keeps_nothing(self):
        storage, number = Photo.image.field.storage, 0
        save = InMemoryStorage._save

        def fails(self, name, content):
            nonlocal number
            number += 1
            if number == 8:
                raise ConnectionError("bucket is gone")
            return save(self, name, content)

        before = stored(storage)
        with mock.patch.object(InMemoryStorage, "_save", fails), self.assertLogs("photos.migrations", "WARNING"):
            self.first_start()
        self.assertEqual(number, 8)
        self.assertFalse(Photo.objects.exists())
        self.assertEqual(stored(storage), before)

    def test_the_command_adds_what_is_missing(self):
        for expected in (6, 0):
            output = io.StringIO()
            call_command("load_sample_photos", stdout=output)
            self.assertEqual(len(output.getvalue().splitlines()), expected)
        Photo.objects.filter(caption="Tiles").delete()
        call_command("load_sample_photos", stdout=io.StringIO())
        self.assertEqual(Photo.objects.exclude(thumbnail="").count(), 6)

    def test_tests_begin_with_a_bare_wall(self):
        self.assertFalse(Photo.objects.exists())

    def test_the_migration_uses_the_database_that_is_migrated(self):
        migration = importlib.import_module("photos.migrations.0003_sample_photos")
        photo = mock.Mock()
        with mock.patch.object(migration.first_pictures, "store", return_value=[photo]):
            migration.hang_samples(apps, mock.Mock(connection=connection))
        photo.save.assert_called_once_with(using="default")
