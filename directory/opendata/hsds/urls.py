from django.urls import path

from directory.opendata.hsds import public

urlpatterns = [
    path("", public.api, name="api"),
    path("openapi.json", public.openapi, name="openapi"),
    path("services", public.services, name="services"),
    path("services/<str:service_id>", public.service, name="service"),
    path("service_at_locations", public.service_at_locations, name="service_at_locations"),
    path("service_at_locations/<str:service_at_location_id>", public.service_at_location, name="service_at_location"),
    path("locations", public.locations, name="locations"),
    path("locations/<str:location_id>", public.location, name="location"),
    path("organizations", public.organizations, name="organizations"),
    path("organizations/<str:organization_id>", public.organization, name="organization"),
    path("taxonomies", public.taxonomies, name="taxonomies"),
    path("taxonomies/<str:taxonomy_id>", public.taxonomy, name="taxonomy"),
    path("taxonomy_terms", public.taxonomy_terms, name="taxonomy_terms"),
    path("taxonomy_terms/<str:taxonomy_term_id>", public.taxonomy_term, name="taxonomy_term"),
]
