"""The words of pages about conduct and dignity: kinds, states, answers, checks, verdicts."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

__all__ = ["ANSWERS", "GROUPS", "KEPT", "KINDS", "QUESTIONS", "STATES", "VERDICTS", "WORDS"]

Labels = dict[str, Promise]

KINDS: Labels = {
    "arrest": _("arrests"),
    "detention": _("detention"),
    "harassment": _("harassment"),
    "extortion": _("extortion"),
    "mistreatment": _("mistreatment"),
    "separation": _("separation of families"),
    "eviction": _("eviction"),
    "confiscation": _("confiscation"),
}
STATES: Labels = {
    "unanswered": _("not answered yet"),
    "denied": _("denied by the authority"),
    "acknowledged": _("acknowledged by the authority"),
    "explained": _("explained by the authority"),
    "promised": _("follow-up promised"),
    "followed_up": _("followed up"),
    "withdrawn": _("withdrawn by who reported it"),
}
ANSWERS: Labels = {
    "denied": _("We deny it"),
    "acknowledged": _("We acknowledge it"),
    "explained": _("We explain it"),
    "promised": _("We promise a follow-up"),
    "followed_up": _("We have followed it up"),
    "upheld": _("We uphold our report"),
    "withdrawn": _("We withdraw our report"),
}
GROUPS: Labels = {
    "voluntary": _("Voluntary"),
    "safe": _("Safe"),
    "dignified": _("Dignified"),
    "detention": _("In detention"),
    "children": _("Children"),
}
WORDS: Labels = {"yes": _("yes"), "no": _("no"), "unknown": _("unknown")}
VERDICTS: Labels = {
    "good": _("speaks for dignity"),
    "bad": _("speaks against it"),
    "disputed": _("disputed"),
    "unknown": _("unknown"),
}
KEPT: Labels = {
    "kept": _("kept"),
    "not_kept": _("not kept"),
    "not_yet": _("not yet"),
    "unknown": _("unknown"),
}
QUESTIONS: Labels = {
    "legal_stay": _("Was the stay of those who left still lawful?"),
    "threat": _("Was a deadline or a threat of arrest in force?"),
    "services_cut": _("Were people evicted, or services cut where they lived?"),
    "private_interview": _("Were people interviewed in private, women themselves?"),
    "informed": _("Did people have information on where they go, in their own language?"),
    "form_signed": _("Did each adult sign for themselves?"),
    "way_to_stay": _("Was there a way to stay or to appeal?"),
    "medical": _("Was fitness to travel checked, and care at hand?"),
    "monitored": _("Were people visited after they arrived?"),
    "families_together": _("Did families stay together?"),
    "belongings": _("Could people take their belongings and their money?"),
    "time_to_settle": _("Had people time to settle their affairs?"),
    "lawful_detention": _("Was every detention lawful, for a set time, and judged one by one?"),
    "independent_visits": _("Could independent visitors enter places of detention?"),
    "children_counted": _("Were children without their parents counted apart?"),
    "handover": _("Was every child handed over with a record?"),
}
