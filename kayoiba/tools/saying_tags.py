"""The filters of `{% load saying %}`."""

from django import template

from kayoiba.tools import fiscal, saying

register = template.Library()

for words in (
    saying.say_date,
    saying.say_day,
    saying.say_moment,
    saying.say_time,
    saying.say_times,
    saying.say_phone,
    saying.phone_digits,
    saying.phone_slip,
    saying.yes_no_unknown,
    saying.number_or_unknown,
    fiscal.era_date,
    fiscal.fiscal_year_name,
    fiscal.short_name,
):
    register.filter(words.__name__, words, expects_localtime=True)
