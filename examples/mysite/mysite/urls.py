from django.contrib import admin
from django.urls import include, path
from health_check.views import HealthCheckView

# The health page answers 500 when the database or the cache does not work. It leaves out the checks of mail and DNS,
# which this site does not use, and of storage, which would write a file at every probe.
health = HealthCheckView.as_view(checks=["health_check.checks.Database", "health_check.checks.Cache"])

urlpatterns = [
    path("", include("photos.urls")),
    path("", include("django_prometheus.urls")),
    path("health/", health, name="health"),
    path("admin/", admin.site.urls),
]
