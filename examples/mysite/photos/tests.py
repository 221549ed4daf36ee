import io
import tempfile
from unittest import mock

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import TestCase, override_settings
from django.urls import reverse
from PIL import Image

from .models import Photo, Statistic

# The tests need no collected static files.
PLAIN_STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


def png(width=1000, height=500, name="wall.png"):
    content = io.BytesIO()
    Image.new("RGB", (width, height), "orange").save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue(), "image/png")


@override_settings(STORAGES=PLAIN_STORAGES, COMPRESS_ENABLED=False, COMPRESS_OFFLINE=False, CELERY_BROKER_URL="")
class WallTests(TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.enterContext(self.settings(MEDIA_ROOT=directory.name))

    def enterContext(self, context):
        """unittest has this from Python 3.11 on."""
        self.addCleanup(context.__exit__, None, None, None)
        return context.__enter__()

    def upload(self, image=None, caption="An orange wall"):
        return self.client.post(reverse("upload"), {"image": image or png(), "caption": caption}, follow=True)

    def test_empty_wall_invites_to_upload(self):
        self.assertContains(self.client.get("/"), "The wall is bare")

    def test_uploaded_picture_hangs_on_the_wall(self):
        response = self.upload(caption="Orange & <b>bold</b>")
        self.assertRedirects(response, "/")
        photo = Photo.objects.get()
        self.assertContains(response, photo.thumbnail.url)
        self.assertContains(response, photo.image.url)
        self.assertContains(response, "Orange &amp; &lt;b&gt;bold&lt;/b&gt;")

    def test_thumbnail_is_smaller_and_keeps_the_shape(self):
        self.upload()
        with Image.open(Photo.objects.get().thumbnail) as thumbnail:
            self.assertEqual(thumbnail.size, (960, 480))

    def test_what_is_no_picture_is_refused(self):
        for name, content in [("a.png", b"<script>alert(1)</script>"), ("a.html", png().read())]:
            response = self.upload(SimpleUploadedFile(name, content, "image/png"))
            self.assertTrue(response.context["form"].errors["image"], name)
        self.assertFalse(Photo.objects.exists())

    def test_form_needs_the_csrf_token(self):
        client = self.client_class(enforce_csrf_checks=True)
        self.assertEqual(client.post(reverse("upload"), {"image": png(), "caption": "x"}).status_code, 403)

    def test_damaged_picture_hangs_without_thumbnail(self):
        content = io.BytesIO()
        Image.effect_noise((300, 300), 90).save(content, "JPEG")
        self.upload(SimpleUploadedFile("cut.jpg", content.getvalue()[:4000], "image/jpeg"))
        photo = Photo.objects.get()
        self.assertEqual(photo.thumbnail.name, "")
        self.assertContains(self.client.get("/"), photo.image.url)

    def test_files_go_with_the_photo(self):
        self.upload()
        photo = Photo.objects.get()
        with self.captureOnCommitCallbacks(execute=True):
            photo.delete()
        for file in (photo.image, photo.thumbnail):
            self.assertFalse(file.storage.exists(file.name))

    def test_footer_shows_the_last_count(self):
        Statistic.objects.create(name="photos", value=41)
        self.assertContains(self.client.get("/"), "41 pictures at")

    def test_with_a_broker_the_thumbnail_is_left_to_celery(self):
        try:
            from .tasks import count_photos, make_thumbnail
        except ModuleNotFoundError:
            self.skipTest("Celery is not installed")
        with (
            self.settings(CELERY_BROKER_URL="memory://"),
            mock.patch.object(make_thumbnail, "delay") as delay,
            self.captureOnCommitCallbacks(execute=True),
        ):
            self.upload()
        photo = Photo.objects.get()
        delay.assert_called_once_with(photo.pk)
        self.assertFalse(photo.thumbnail)
        make_thumbnail(photo.pk)
        photo.refresh_from_db()
        self.assertTrue(photo.thumbnail)
        count_photos()
        self.assertEqual(Statistic.objects.get(name="photos").value, 1)

    def test_without_its_broker_the_upload_succeeds_all_the_same(self):
        try:
            from .tasks import make_thumbnail
        except ModuleNotFoundError:
            self.skipTest("Celery is not installed")
        with (
            self.settings(CELERY_BROKER_URL="memory://"),
            mock.patch.object(make_thumbnail, "delay", side_effect=ConnectionError("no broker")),
            self.captureOnCommitCallbacks(execute=True),
        ):
            self.upload()
        self.assertContains(self.client.get("/"), Photo.objects.get().image.url)

    def test_health_and_metrics(self):
        self.assertEqual(self.client.get(reverse("health")).status_code, 200)
        self.assertContains(self.client.get("/metrics"), "django_http_requests_total")

    def test_migrations_are_complete(self):
        call_command("makemigrations", check=True, dry_run=True, stdout=io.StringIO())
