from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Hashed names and compressed copies, without source maps: some wheels name a map that they do not carry."""

    patterns = tuple(
        (names, tuple(rule for rule in rules if "sourceMappingURL" not in str(rule)))
        for names, rules in CompressedManifestStaticFilesStorage.patterns
    )
