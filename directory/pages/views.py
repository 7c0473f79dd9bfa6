from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from directory.pages import queries
from directory.pages.actions import EditedSince, publish_page
from directory.pages.forms import PageForm
from directory.pages.markdown import BLANK
from directory.pages.markdown import render as markdown
from directory.pages.models import PublishedPage
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can

EDITED_SINCE = (
    "この画面をひらいたあとに、この文章が なおされました。ここに書いたものは まだ出ていません。"
    "下の「いま出ている文章」と見くらべて、ここに書いたほうでよければ もう一度「保存して公開する」を押してください。"
)


@requires(Can.SITE_EDIT)
def edit(request, page):
    """Two buttons: one shows what the text will look like, the other publishes it."""
    there = queries.page_of(page) or PublishedPage(slug=page, title=queries.PAGES[page])
    initial = {"title": there.title, "body": there.body, "seen": there.updated_at}
    form = PageForm(request.POST or None, initial=initial)
    context = {
        "page": there,
        "last": queries.last_edits().get(there.pk),
        "form": form,
        "has_blanks": BLANK in there.body,
    }
    if form.is_valid():
        if "look" in request.POST:
            context["preview"] = markdown(form.cleaned_data["body"])
        elif _publish(page, form, by=request.user):
            link = format_html('<a href="{}">住民のページを見る</a>', reverse("pages:page", args=[page]))
            messages.success(request, format_html("「{}」を公開しました。<br>{}", form.cleaned_data["title"], link))
            return redirect("workbench:site")
        else:
            context["published"] = markdown(there.body)
    return render(request, "directory/pages/edit.html", context)


def _publish(page, form, *, by):
    """Whether it went. Where somebody else wrote meanwhile the form says so; sent once more it goes over that."""
    try:
        publish_page(slug=page, **form.cleaned_data, by=by, at=timezone.now())
    except EditedSince:
        form.add_error(None, EDITED_SINCE)
        form.see(queries.page_of(page))
        return False
    return True
