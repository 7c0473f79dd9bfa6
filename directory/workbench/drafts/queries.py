from directory.workbench.drafts.models import Draft
from kayoiba.accounts.models import User


def draft_of(user: User, form: str) -> Draft | None:
    """What `user` has typed into that form and not sent; nobody reads another's."""
    return Draft.objects.filter(user=user, form=form).first()
