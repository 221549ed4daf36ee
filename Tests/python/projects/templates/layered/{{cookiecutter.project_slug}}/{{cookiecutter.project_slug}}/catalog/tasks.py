from celery import shared_task

from .models import Book


@shared_task
def count_books():
    return Book.objects.count()
