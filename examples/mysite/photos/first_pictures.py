"""The sample pictures as photos of the wall."""

import io
from contextlib import suppress

from django.core.files.base import ContentFile
from django.utils.text import slugify

from . import thumbnails
from .samples import SAMPLES, jpeg


def store(model, captions) -> list:
    """Puts the samples of these captions, with their thumbnails, into the storage; the photos are to be saved yet.

    All of them or none: where the storage fails, what it has taken is removed. `model` is Photo, or what a migration
    knows of it. The first caption is that of the last photo, which hangs in front.
    """
    photos = []
    try:
        for caption in reversed(captions):
            photo = model(caption=caption)
            photos.append(photo)
            picture, name = jpeg(SAMPLES[caption]), slugify(caption)
            photo.image.save(f"{name}.jpg", ContentFile(picture), save=False)
            photo.thumbnail.save(f"{name}.webp", ContentFile(thumbnails.reduced(io.BytesIO(picture))), save=False)
    except Exception:
        for file in [file for photo in photos for file in (photo.image, photo.thumbnail) if file]:
            with suppress(Exception):
                file.storage.delete(file.name)
        raise
    return photos
