from django.utils.functional import SimpleLazyObject

from .models import Statistic


def wall(request):
    """`photo_count` for the footer: what Celery beat counted last, or None where it does not run."""
    return {"photo_count": SimpleLazyObject(lambda: Statistic.objects.filter(name="photos").first())}
