"""Letters to members of staff. Each is a pair of text templates in `templates/accounts/mail/`."""

from smtplib import SMTPException

from django.core.mail import send_mail
from django.template.loader import render_to_string

from kayoiba.accounts.models import User


def send_invitation(person: User, *, link: str, by: User) -> bool:
    """False where no letter went out: no address, or no mail server. Then the office hands over the link itself."""
    if not person.email:
        return False
    context = {"person": person, "link": link, "by": by}
    subject = render_to_string("accounts/mail/invitation_subject.txt", context).strip()
    body = render_to_string("accounts/mail/invitation.txt", context)
    try:
        return bool(send_mail(subject, body, None, [person.email]))
    except (SMTPException, OSError):
        return False
