from django.test.runner import DiscoverRunner
from django.test.utils import override_settings


class BareWallRunner(DiscoverRunner):
    """Tests begin with a bare wall, and put no files into MEDIA_ROOT while the database is made."""

    def setup_databases(self, **kwargs):
        with override_settings(SAMPLE_PHOTOS=False):
            return super().setup_databases(**kwargs)
