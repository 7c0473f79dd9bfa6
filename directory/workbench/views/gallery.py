"""What the pages are put together from, to be looked at."""

from django.shortcuts import render
from django.template.loader import render_to_string

from directory.workbench.gallery import tokens
from directory.workbench.gallery.components import COMPONENTS

FRAMES = {
    "base.html": "住民の画面。上に名前とメニュー、下に問い合わせ。どの画面も そのまま印刷できます。",
    "workbench.html": "職員の画面。机では左、スマートフォンでは下に しごとが並びます。この画面もそうです。",
    "print.html": "紙だけのもの。A4、12ポイント、白黒。",
}


def components(request):
    context = {
        "frames": FRAMES.items(),
        "shown": [_shown(component, request) for component in COMPONENTS],
        "colours": tokens.colours(),
        "sizes": tokens.sizes(),
    }
    return render(request, "directory/workbench/gallery/index.html", context)


def _shown(component, request):
    template = f"ui/{component.name}.html"
    states = [(label, render_to_string(template, passed, request)) for label, passed in component.states]
    return {"component": component, "told": tokens.told(component.name), "states": states}
