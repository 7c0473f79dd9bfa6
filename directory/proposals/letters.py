"""The one letter to whoever sent a proposal: what became of it.

No word of theirs is in it, for anybody may have written somebody else's address.
"""

from smtplib import SMTPException

from django.core.mail import send_mail
from django.template.loader import render_to_string

from directory.proposals.models import Proposal


def send_outcome(proposal: Proposal, *, link: str) -> bool:
    """False where no letter went out: no address of mail, no wish to write, or no mail server."""
    if not (proposal.mail and proposal.wants_reply):
        return False
    context = {"proposal": proposal, "link": link}
    subject = render_to_string("directory/proposals/mail/outcome_subject.txt", context).strip()
    body = render_to_string("directory/proposals/mail/outcome.txt", context)
    try:
        return bool(send_mail(subject, body, None, [proposal.mail]))
    except (SMTPException, OSError):
        return False
