from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from kayoiba.demo.visitors import demo_people


@login_not_required
@require_POST
def sign_in(request, username):
    login(request, get_object_or_404(demo_people(request), username=username))
    return redirect(settings.LOGIN_REDIRECT_URL)
