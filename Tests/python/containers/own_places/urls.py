from django.http import HttpResponse
from django.templatetags.static import static
from django.urls import re_path

# Everything that Nginx does not serve itself.
urlpatterns = [re_path("", lambda request: HttpResponse(f"the project: {static('shop.css')}"))]
