"""The mail that asks an operator once more: why, until when, and the link of that place."""

from smtplib import SMTPException

from django.core.mail import send_mail
from django.template.loader import render_to_string

from directory.rounds.models import Invitation


def send_reminder(invitation: Invitation, *, link: str) -> bool:
    """False where it could not be sent."""
    place = invitation.place
    context = {"round": invitation.round, "place": place, "district": place.district, "link": link}
    subject = render_to_string("directory/rounds/mail/reminder_subject.txt", context).strip()
    body = render_to_string("directory/rounds/mail/reminder.txt", context)
    try:
        return bool(send_mail(subject, body, None, [place.contact_email]))
    except (SMTPException, OSError):
        return False
