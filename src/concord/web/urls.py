"""Every address of the application."""

from django.urls import include, path

from concord.web.api import api
from concord.web.pages import (
    accounts,
    adding,
    administration,
    agreement,
    evidence,
    figure,
    findings,
    own,
    pictures,
    situation,
)

__all__ = ["handler403", "handler404", "handler500", "urlpatterns"]

handler403 = "concord.web.refusals.refused"
handler404 = "concord.web.refusals.not_found"
handler500 = "concord.web.refusals.server_error"

urlpatterns = [
    path("", situation.situation_page, name="situation"),
    path("guide/", situation.reading_guide, name="guide"),
    path("pictures/", pictures.pictures_page, name="pictures"),
    path("pictures/<str:kind>.svg", pictures.picture_svg, name="picture_svg"),
    path("evidence/", evidence.figures_page, name="evidence"),
    path("evidence/figures.csv", evidence.figures_csv, name="figures_csv"),
    path("evidence/say/", evidence.bulk, name="bulk"),
    path("evidence/undo/", evidence.undo, name="undo"),
    path("evidence/save/", evidence.save_filter, name="save_filter"),
    path("evidence/add/", adding.add_page, name="add"),
    path("evidence/drafts/<int:draft>/", adding.draft_page, name="draft"),
    path("evidence/drafts/<int:draft>/keep/", adding.keep_draft, name="keep_draft"),
    path("documents/", evidence.documents_page, name="documents"),
    path("documents/<str:document>/", evidence.document_page, name="document"),
    path("figures/<str:figure>/", figure.figure_page, name="figure"),
    path("figures/<str:figure>/say/", figure.say, name="say"),
    path("figures/<str:figure>/correct/", figure.correct, name="correct"),
    path("figures/<str:figure>/comment/", figure.comment, name="comment"),
    path("findings/", findings.findings_page, name="findings"),
    path("findings/<str:finding>/", findings.finding_page, name="finding"),
    path("findings/<str:finding>/act/", findings.finding_act, name="finding_act"),
    path("accounts/", accounts.accounts_page, name="accounts"),
    path("accounts/what-if/", accounts.what_if_page, name="what_if"),
    path("estimates/<str:key>/", accounts.estimate_page, name="estimate"),
    path("agreement/", agreement.agreement_page, name="agreement"),
    path("agreement/propose/", agreement.propose, name="propose"),
    path("agreement/<int:proposal>/", agreement.proposal_page, name="proposal"),
    path("agreement/<int:proposal>/revise/", agreement.revise, name="revise"),
    path("agreement/<int:proposal>/assent/", agreement.assent, name="assent"),
    path("agreement/<int:proposal>/sign/", agreement.sign, name="sign"),
    path("releases/", agreement.releases_page, name="releases"),
    path("releases/<int:number>/", agreement.release_page, name="release"),
    path("releases/<int:number>.json", agreement.release_json, name="release_json"),
    path("roles/", administration.roles_page, name="roles"),
    path("administration/", administration.administration_page, name="administration"),
    path("administration/audit/", administration.audit_page, name="audit"),
    path("administration/seats/", administration.seat_give, name="seat_give"),
    path("administration/seats/<int:seat>/", administration.seat_change, name="seat_change"),
    path("administration/rule/", administration.set_rule, name="set_rule"),
    path("own/", own.own_page, name="own"),
    path("own/preferences/", own.preferences, name="preferences"),
    path("own/keys/", own.key_make, name="key_make"),
    path("own/keys/<int:key>/revoke/", own.key_revoke, name="key_revoke"),
    path("own/webhooks/", own.webhook_add, name="webhook_add"),
    path("own/webhooks/<int:webhook>/drop/", own.webhook_drop, name="webhook_drop"),
    path("own/mail/", own.mail, name="mail"),
    path("language/", include("django.conf.urls.i18n")),
    path("seat/", include("allauth.urls")),
    path("api/v1/", api.urls),
]
