"""Every door of the house: the name of a URL, and what each person gets who tries it.

A NEW URL NEEDS ONE LINE. First GET or POST (a POST sends nothing along), then seven answers: 200 shown, 302 sent on (to
the sign-in page, or after an act), 403 the role lacks it, 404 it is someone else's or is not there. `neighbour` is a
coordinator of another district than the place in `test_doors.py`. Put @requires outside @require_POST, so that whoever
lacks the permission is told so first. What a URL takes is looked up there in `things`: `pk` by the noun before the
first _ of the URL's name (`place_edit` -> "place"), anything else by its own name (`fiscal_year`).
"""

#                                 anonymous viewer coordinator lead office system neighbour
OPEN = "                     GET  200       200    200         200  200    200    200"
STAFF = "                    GET  302       200    200         200  200    200    200"
PEOPLE = "                   GET  302       403    403         403  200    200    403"
PEOPLE_VERB = "              POST 302       403    403         403  302    302    403"
SITE = "                     GET  302       403    403         403  200    200    403"
PLACE_READ = "               GET  302       200    200         200  200    200    404"
PLACE_WRITE = "              GET  302       403    200         200  403    200    404"
PROPOSAL_VERB = "            POST 302       403    200         200  403    200    404"
UPLOAD_VERB = "              POST 302       403    302         302  403    302    404"
COUNTS = "                   GET  302       403    200         200  200    200    200"

DOORS = {
    "home:alive": OPEN,
    "home:ready": OPEN,
    "finder:home": OPEN,
    "finder:contacts": OPEN,
    "finder:counts": OPEN,
    "pages:page": OPEN,
    "finder:places": OPEN,
    "finder:place": OPEN,
    "finder:place_calendar": OPEN,
    "finder:calendar_feed": OPEN,
    "finder:flyer": OPEN,
    "finder:photo": OPEN,
    "finder:district": OPEN,
    "proposals:propose": OPEN,
    "proposals:thanks": OPEN,
    "proposals:correct": OPEN,
    "proposals:correct_thanks": OPEN,
    "finder:robots": OPEN,
    "finder:sitemap": OPEN,
    #                             anonymous viewer coordinator lead office system neighbour
    "accounts:login": "      GET  200       302    302         302  302    302    302",
    "accounts:logout": "     POST 302       302    302         302  302    302    302",
    "demo:sign_in": "        POST 302       302    302         302  302    302    302",
    "accounts:password_change": STAFF,
    "accounts:password_change_done": STAFF,
    "accounts:password_reset": OPEN,
    "accounts:password_reset_done": OPEN,
    "accounts:password_reset_confirm": OPEN,
    "accounts:password_reset_complete": OPEN,
    "workbench:board": STAFF,
    "workbench:places": STAFF,
    "workbench:place_new": "     GET  302       403    200         200  403    200    200",
    "workbench:place_hints": "   GET  302       403    200         200  403    200    200",
    "workbench:draft": "         POST 302       200    200         200  200    200    200",
    "workbench:places_publish": "POST 302       403    302         302  403    302    302",
    "workbench:places_check": "  POST 302       403    302         302  403    302    302",
    "workbench:place": PLACE_READ,
    "workbench:place_edit": PLACE_WRITE,
    "workbench:place_publish": PLACE_WRITE,
    "workbench:place_withdraw": PLACE_WRITE,
    "workbench:place_check": PLACE_WRITE,
    "workbench:place_pause": PLACE_WRITE,
    "workbench:place_resume": PLACE_WRITE,
    "workbench:place_day": PLACE_WRITE,
    "workbench:place_day_drop": "POST 302       403    302         302  403    302    404",
    "workbench:place_end": PLACE_WRITE,
    "workbench:place_come_back": PLACE_WRITE,
    "workbench:place_move": PLACE_WRITE,
    "workbench:place_grant": PLACE_WRITE,
    "workbench:photos": PLACE_WRITE,
    "workbench:photos_describe": "POST 302      403    302         302  403    302    404",
    "workbench:photo_drop": PLACE_WRITE,
    "workbench:photo": PLACE_READ,
    "workbench:people": PEOPLE,
    "workbench:person_new": PEOPLE,
    "workbench:person": PEOPLE,
    "workbench:person_edit": PEOPLE,
    "workbench:person_link": PEOPLE_VERB,
    "workbench:person_leave": PEOPLE_VERB,
    "workbench:person_come_back": PEOPLE_VERB,
    "workbench:person_handover": PEOPLE,
    "workbench:handover": "      GET  302       404    200         404  200    200    404",
    "workbench:handover_call_off": PEOPLE_VERB,
    "workbench:report": COUNTS,
    "workbench:report_xlsx": COUNTS,
    "workbench:site": SITE,
    "workbench:site_contact": SITE,
    "workbench:site_words": SITE,
    "workbench:site_word_drop": "POST 302       403    403         403  302    302    403",
    "workbench:components": STAFF,
    "pages:edit": SITE,
    "visits:visits": "           GET  302       403    200         200  403    200    200",
    "visits:visit": PLACE_WRITE,
    "visits:visit_plan": PLACE_WRITE,
    "visits:visit_drop": "       POST 302       403    302         302  403    302    404",
    "visits:treasures": "        GET  302       403    200         200  403    200    200",
    "visits:treasure_edit": PLACE_WRITE,
    "visits:treasure_delete": PLACE_WRITE,
    "proposals:queue": "         GET  302       403    200         200  403    200    200",
    "proposals:proposal": PLACE_WRITE,
    "proposals:proposal_accept": PROPOSAL_VERB,
    "proposals:proposal_answer": PROPOSAL_VERB,
    "proposals:proposal_aside": PROPOSAL_VERB,
    "proposals:proposal_replied": "POST 302    403    302         302  403    302    404",
    #                             anonymous viewer coordinator lead office system neighbour
    "imports:uploads": "     GET  302       403    200         200  403    200    200",
    "imports:upload_new": "  GET  302       403    200         200  403    200    200",
    "imports:upload": PLACE_WRITE,
    "imports:upload_progress": PLACE_WRITE,
    "imports:upload_row": PLACE_WRITE,
    "imports:upload_again": UPLOAD_VERB,
    "imports:upload_columns": UPLOAD_VERB,
    "imports:upload_choose": UPLOAD_VERB,
    "imports:upload_drop": UPLOAD_VERB,
    "imports:upload_undo": " GET  302       403    302         302  403    302    404",
    "rounds:enter_code": OPEN,
    "rounds:answer": "       GET  404       404    404         404  404    404    404",  # the link of nobody
    "rounds:answers": "      GET  302       403    200         200  403    200    200",
    "rounds:answers_accept": "POST 302      403    302         302  403    302    302",
    "rounds:answers_find": " GET  302       403    200         200  403    200    200",
    "rounds:answer_type": PLACE_WRITE,
    "rounds:told": PLACE_WRITE,
    "rounds:told_aside": PROPOSAL_VERB,
    "counts:index": COUNTS,
    "counts:index_csv": COUNTS,
    "counts:year": COUNTS,
    "counts:year_csv": COUNTS,
    "counts:year_xlsx": COUNTS,
    "counts:names": COUNTS,
}
