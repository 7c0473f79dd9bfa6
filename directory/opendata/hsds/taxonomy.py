"""Two vocabularies: the activities that residents choose by a drawing, and the kinds as the city calls them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from directory.opendata.hsds.ids import Ids, Table
from directory.opendata.hsds.tables import Attribute, Taxonomy, TaxonomyTerm
from directory.places.models import Listing
from directory.places.vocabulary import Activity

ACTIVITIES, KINDS = "activities", "kinds"


@dataclass(frozen=True)
class Vocabulary:
    ids: Ids
    city: str

    def taxonomies(self) -> list[Taxonomy]:
        return [self._activities, self._kinds]

    def terms(self, kinds: Iterable[str]) -> Iterator[TaxonomyTerm]:
        """All of them: the kinds are those that listings have."""
        yield from map(self.activity, Activity.values)
        yield from map(self.kind, kinds)

    def activity(self, code: str) -> TaxonomyTerm:
        label = Activity(code).label
        return self._term(self._activities, code, label, f"「{label}」をしている 通いの場")

    def kind(self, name: str) -> TaxonomyTerm:
        return self._term(self._kinds, name, name, f"{self.city}で「{name}」とよばれる 通いの場")

    def attributes(self, listing: Listing) -> list[Attribute]:
        """The terms that a service has."""
        terms = [*map(self.activity, listing.activities), *map(self.kind, listing.kinds)]
        service = self.ids.of(Table.SERVICE, listing.number)
        return [
            Attribute(
                id=self.ids.named(Table.ATTRIBUTE, f"{listing.number} {term.id}"),
                link_id=service,
                link_type="service_type",
                link_entity="service",
                taxonomy_term_id=term.id,
                taxonomy_term=term,
            )
            for term in terms
        ]

    @property
    def _activities(self) -> Taxonomy:
        described = "住民が絵でえらぶ 12のことば。"
        return Taxonomy(id=self.ids.named(Table.TAXONOMY, ACTIVITIES), name="していること", description=described)

    @property
    def _kinds(self) -> Taxonomy:
        described = f"{self.city}での よび名。掲載している場に ひとつでもあるもの。"
        return Taxonomy(id=self.ids.named(Table.TAXONOMY, KINDS), name="通いの場の種類", description=described)

    def _term(self, taxonomy: Taxonomy, code: str, name: str, description: str) -> TaxonomyTerm:
        return TaxonomyTerm(
            id=self.ids.named(Table.TAXONOMY_TERM, f"{taxonomy.name} {code}"),
            code=code,
            name=name,
            description=description,
            taxonomy=taxonomy.name,
            taxonomy_detail=taxonomy,
            taxonomy_id=taxonomy.id,
            language="ja",
        )
