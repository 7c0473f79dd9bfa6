from django.contrib.staticfiles.apps import StaticFilesConfig
from whitenoise.storage import CompressedManifestStaticFilesStorage


class GatheredStaticFiles(StaticFilesConfig):
    """What `collectstatic` gathers: of the wheels only what pages use, which is a tenth of them."""

    ignore_patterns = (*StaticFilesConfig.ignore_patterns, "*.map", "*-src.*")


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Hashed names and compressed copies, also of the files that scripts import.

    Without source maps: some wheels name a map that they do not carry.
    """

    support_js_module_import_aggregation = True
    patterns = tuple(
        (names, tuple(rule for rule in rules if "sourceMappingURL" not in str(rule)))
        for names, rules in CompressedManifestStaticFilesStorage.patterns
    )
