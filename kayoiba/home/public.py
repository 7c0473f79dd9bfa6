from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from kayoiba.home import health


@login_not_required
@never_cache
def alive(request):
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@never_cache
def ready(request):
    findings = health.findings()
    return JsonResponse(findings, status=200 if all(findings.values()) else 503)
