"""What Celery runs: thumbnails on request, the count once a minute (see CELERY_BEAT_SCHEDULE)."""

from celery import shared_task

from . import thumbnails
from .models import Photo, Statistic


@shared_task
def make_thumbnail(photo_pk: int) -> None:
    photo = Photo.objects.filter(pk=photo_pk).first()
    if photo:
        thumbnails.make(photo)


@shared_task
def count_photos() -> None:
    Statistic.objects.update_or_create(name="photos", defaults={"value": Photo.objects.count()})
