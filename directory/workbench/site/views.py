"""What the office edits of the residents' pages. The texts themselves are edited in `pages`."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from directory.areas.actions import set_contact
from directory.areas.models import District
from directory.pages.queries import all_pages, last_edits
from directory.places.models import Synonym
from directory.places.synonyms import add_synonym, drop_synonym
from directory.workbench.site import queries
from directory.workbench.site.forms import ContactForm, SynonymForm
from kayoiba.accounts.doors import requires
from kayoiba.accounts.roles import Can

REVERSED = "ことばが さかさまなら、下の いいかえから けして、足しなおしてください。"


@requires(Can.SITE_EDIT)
def site(request):
    edits = last_edits()
    context = {
        "pages": [(slug, title, page, edits.get(page.pk) if page else None) for slug, title, page in all_pages()],
        "districts": queries.districts(),
        "synonyms": Synonym.objects.count(),
    }
    return render(request, "directory/workbench/site/index.html", context)


@requires(Can.SITE_EDIT)
def contact_edit(request, slug):
    district = get_object_or_404(District, slug=slug)
    form = ContactForm(request.POST or None, instance=district)
    if form.is_valid():
        set_contact(district=district, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, f"{district}の連絡先をなおしました。住民のページにも もう出ています。")
        return redirect("workbench:site")
    return render(request, "directory/workbench/site/contact.html", {"form": form, "district": district})


@requires(Can.SITE_EDIT)
def words(request):
    form = SynonymForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        count = add_synonym(**said, by=request.user, at=timezone.now())
        done = f"「{said['also']}」で さがすと、「{said['word']}」と書いてある場も 見つかるようにしました。"
        if count:
            messages.success(request, f"{done}いまは {count}か所が あてはまります。")
        else:
            messages.warning(request, f"{done}ただ、「{said['word']}」と書いてある場は いま ありません。{REVERSED}")
        return redirect("workbench:site_words")
    context = {"form": form, "words": queries.synonyms_by_word()}
    return render(request, "directory/workbench/site/words.html", context)


@requires(Can.SITE_EDIT)
@require_POST
def word_drop(request, synonym):
    """Pressed twice, or by two people at once, it is gone all the same."""
    synonym = Synonym.objects.filter(pk=synonym).first()
    if synonym:
        count = drop_synonym(synonym=synonym, by=request.user, at=timezone.now())
        done = f"「{synonym.word}」と書いてある場を「{synonym.also}」では さがさないようにしました。"
        messages.success(request, f"{done}{count}か所が かわりました。")
    return redirect("workbench:site_words")
