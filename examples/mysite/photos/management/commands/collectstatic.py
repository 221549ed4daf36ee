from django.conf import settings
from django.contrib.staticfiles.management.commands.collectstatic import Command as CollectStatic
from django.core.management import call_command


class Command(CollectStatic):
    help = CollectStatic.help + " Then compresses what the templates' {% compress %} blocks name."

    def handle(self, **options):
        result = super().handle(**options)
        if settings.COMPRESS_OFFLINE and not options["dry_run"]:
            call_command("compress", force=True, verbosity=options["verbosity"], stdout=self.stdout)
        return result
