import io
import logging
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image, ImageOps

from .models import Photo

# The wall shows the newest picture almost 800 pixels wide.
SIZE = (960, 960)
logger = logging.getLogger(__name__)


def reduced(file) -> bytes:
    """The picture in the file as a small WebP."""
    with Image.open(file) as image:
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail(SIZE)
        content = io.BytesIO()
        upright.convert("RGBA" if upright.has_transparency_data else "RGB").save(content, "WEBP", quality=82)
    return content.getvalue()


def make(photo: Photo) -> None:
    """Makes the photo's thumbnail. A picture that Pillow cannot read to its end goes without one."""
    try:
        with photo.image.open("rb") as file:
            content = reduced(file)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        logger.warning("cannot make a thumbnail of %s: %s", photo.image.name, error)
        return
    before = photo.thumbnail.name
    photo.thumbnail.save(f"{Path(photo.image.name).stem}.webp", ContentFile(content), save=False)
    # Only this column, and only if the photo is still there: it may have been edited or deleted meanwhile.
    kept = Photo.objects.filter(pk=photo.pk).update(thumbnail=photo.thumbnail.name)
    for name in filter(None, [before, None if kept else photo.thumbnail.name]):
        photo.thumbnail.storage.delete(name)


def request(photo: Photo) -> None:
    """Has the thumbnail made: by a Celery worker if there is a broker, otherwise now."""
    if not settings.CELERY_BROKER_URL:
        make(photo)
        return
    from .tasks import make_thumbnail

    # Not before the commit, or the worker might not find the row. Robust: an upload succeeds without the broker too,
    # and the wall shows the picture itself until there is a thumbnail.
    transaction.on_commit(lambda: make_thumbnail.delay(photo.pk), robust=True)
