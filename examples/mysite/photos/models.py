from django.db import models


class Photo(models.Model):
    """A picture on the wall."""

    image = models.ImageField(upload_to="photos/")
    thumbnail = models.ImageField(upload_to="thumbnails/", blank=True, editable=False)
    caption = models.CharField(max_length=120)
    uploaded_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self):
        return self.caption

    @property
    def preview_url(self):
        """The thumbnail's address, or the picture's own as long as there is no thumbnail."""
        return (self.thumbnail or self.image).url


class Statistic(models.Model):
    """A number that a periodic task keeps up to date."""

    name = models.CharField(max_length=40, unique=True)
    value = models.BigIntegerField()
    counted_at = models.DateTimeField(auto_now=True)

    def __str__(self):
        return f"{self.name}: {self.value}"
