from django.urls import path

from . import views

urlpatterns = [
    path("", views.Wall.as_view(), name="wall"),
    path("upload/", views.Upload.as_view(), name="upload"),
]
