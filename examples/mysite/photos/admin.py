from django.contrib import admin
from django.utils.html import format_html

from . import thumbnails
from .models import Photo, Statistic


@admin.register(Photo)
class PhotoAdmin(admin.ModelAdmin):
    list_display = ["preview", "caption", "uploaded_at"]
    list_display_links = ["preview", "caption"]
    list_filter = ["uploaded_at"]
    search_fields = ["caption"]
    readonly_fields = ["preview", "uploaded_at"]

    @admin.display(description="picture")
    def preview(self, photo):
        if not photo.image:
            return "–"
        return format_html('<img src="{}" alt="" style="height: 72px; border-radius: 6px">', photo.preview_url)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if "image" in form.changed_data:
            thumbnails.request(obj)


@admin.register(Statistic)
class StatisticAdmin(admin.ModelAdmin):
    list_display = ["name", "value", "counted_at"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
