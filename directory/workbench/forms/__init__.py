from directory.workbench.forms.dates import (
    CheckForm,
    ComeBackForm,
    DayForm,
    DropDayForm,
    EndForm,
    GrantForm,
    MoveForm,
    PauseForm,
    ResumeForm,
)
from directory.workbench.forms.place import PlaceForm
from directory.workbench.forms.publish import ManyForm, PublishForm, PublishManyForm, WithdrawForm
from directory.workbench.forms.rules import RuleFormSet

__all__ = [
    "CheckForm",
    "ComeBackForm",
    "DayForm",
    "DropDayForm",
    "EndForm",
    "GrantForm",
    "ManyForm",
    "MoveForm",
    "PauseForm",
    "PlaceForm",
    "PublishForm",
    "PublishManyForm",
    "ResumeForm",
    "RuleFormSet",
    "WithdrawForm",
]
