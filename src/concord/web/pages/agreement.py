"""Agreement: a party proposes a figure or a release, each seat says where it stands, the rule decides."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from concord.committee import agreement
from concord.committee.agreement import AssentRefused, require_may_assent
from concord.committee.notices import NoticeKind
from concord.web.access import Action, gate, own_seat, seat_of
from concord.web.board import board_of
from concord.web.happenings import happened_here
from concord.web.ledgers import ledger_of, now
from concord.web.models import Assent, CommitteeRule, Proposal, Release, Revision, audited
from concord.web.releases import communique, digest_of, figure_body, release_body, sealed

__all__ = [
    "agreement_page",
    "assent",
    "proposal_page",
    "propose",
    "release_json",
    "release_page",
    "releases_page",
    "revise",
    "sign",
]


@require_safe
@gate(Action.SEE_COMMITTEE)
def agreement_page(request: HttpRequest) -> HttpResponse:
    """Every proposal and where it stands; the rule of the committee."""
    committee = CommitteeRule.now()
    proposals = list(Proposal.objects.select_related("seat")[:100])
    return render(
        request,
        "agreement/list.html",
        {
            "committee": committee,
            "rows": [(p, p.tally(committee) if committee else None, p.signed) for p in proposals],
            "releases": Release.objects.all()[:10],
            "can_propose": committee is not None and _party(request) in committee.parties,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@gate(Action.PROPOSE)
def propose(request: HttpRequest) -> HttpResponse:
    """Propose one estimate of the account, or everything as a release."""
    board = board_of(request)
    if request.method == "POST":
        kind = "figure" if request.POST.get("kind") == "figure" else "release"
        title = request.POST.get("title", "").strip()[:200]
        body = (
            figure_body(board, request.POST) if kind == "figure" else release_body(board, ledger_of(request))
        )
        if not title or body is None:
            messages.error(request, _("Give it a title, and choose an estimate."))
        else:
            return redirect("proposal", proposal=_proposed(request, kind, title, body).pk)
    told = (*board.briefing.headlines, *board.briefing.balances)
    chosen = request.GET.get("estimate", "")
    return render(
        request, "agreement/propose.html", {"board": board, "estimates": told[:300], "chosen": chosen}
    )


@require_safe
@gate(Action.SEE_COMMITTEE)
def proposal_page(request: HttpRequest, proposal: int) -> HttpResponse:
    """A proposal: its newest revision, every party's word, what may be done."""
    found, committee = get_object_or_404(Proposal, pk=proposal), CommitteeRule.now()
    return render(
        request,
        "agreement/page.html",
        {
            "proposal": found,
            "revision": found.last,
            "revisions": found.revisions.select_related("seat"),
            "committee": committee,
            "tally": found.tally(committee) if committee else None,
            "assents": Assent.objects.filter(revision__proposal=found).select_related("seat", "revision"),
            "signed": found.signed,
            "words": [word.value for word in agreement.Word],
            "own": _party(request) == found.party,
        },
    )


@require_POST
@gate(Action.PROPOSE)
def revise(request: HttpRequest, proposal: int) -> HttpResponse:
    """A new revision by the party that proposed; everybody is asked again."""
    found, seat = get_object_or_404(Proposal, pk=proposal), own_seat(request)
    if found.party != seat.party:
        raise AssentRefused(seat.party, _("only the party that proposed may revise"))
    if found.signed:
        raise AssentRefused(seat.party, _("it is signed, and what is signed does not change"))
    board, why = board_of(request), request.POST.get("why", "").strip()[:2_000]
    body = (
        release_body(board, ledger_of(request))
        if found.kind == "release"
        else figure_body(board, {**found.last.body, **request.POST.dict()})
    )
    if body is None or not why:
        messages.error(request, _("Say what is changed and why."))
    else:
        with transaction.atomic():
            number = found.last.number + 1
            Revision(
                at=now(), proposal=found, number=number, body=body, digest=digest_of(body), seat=seat, why=why
            ).save()
            audited(request, "revise", found.pk)
            _ask_for_words(request, found, number)
        messages.success(request, _("A new revision: every party is asked again."))
    return redirect("proposal", proposal=found.pk)


@require_POST
@gate(Action.ASSENT)
def assent(request: HttpRequest, proposal: int) -> HttpResponse:
    """The word of the seat's party about the revision that it has read."""
    found, committee, seat = get_object_or_404(Proposal, pk=proposal), CommitteeRule.now(), own_seat(request)
    number, word = request.POST.get("revision", ""), request.POST.get("word", "")
    if committee is None or not number.isdigit() or word not in {one.value for one in agreement.Word}:
        messages.error(request, _("Choose what your party says."))
        return redirect("proposal", proposal=found.pk)
    reason = request.POST.get("reason", "").strip()[:2_000]
    said = agreement.Assent(seat.party, int(number), agreement.Word(word), reason)
    try:
        with transaction.atomic():
            require_may_assent(
                committee, found.party, found.last.number, said, signed=found.signed is not None
            )
            Assent(
                at=now(), revision=found.last, party=seat.party, word=word, reason=reason, seat=seat
            ).save()
            audited(request, f"assent {word}", found.pk)
        messages.success(request, _("Your party's word is kept."))
    except AssentRefused as error:
        messages.error(request, str(error))
    return redirect("proposal", proposal=found.pk)


@require_POST
@gate(Action.SIGN)
def sign(request: HttpRequest, proposal: int) -> HttpResponse:
    """Sign what is agreed: it becomes a release, with its dissent, and never changes again."""
    found, committee, seat = get_object_or_404(Proposal, pk=proposal), CommitteeRule.now(), own_seat(request)
    where = found.tally(committee) if committee else None
    if where is None or not where.agreed or found.signed or seat.party not in committee.parties:  # type: ignore[union-attr]
        messages.error(request, _("It can be signed once the rule of the committee is met."))
        return redirect("proposal", proposal=found.pk)
    with transaction.atomic():
        last = Release.objects.order_by("-number").first()
        body = sealed(found, where, number=(last.number if last else 0) + 1, at=now())
        released = Release(
            at=now(),
            number=body["number"],
            revision=found.last,
            body=body,
            digest=digest_of(body),
            seal=body["seal"],
            party=seat.party,
            seat=seat,
        )
        released.save()
        audited(request, "sign", released.number)
        mark = f"release:{released.number}"
        happened_here(request, NoticeKind.RELEASE_SIGNED, "release", released.number, mark, found.title)
    from concord.web.telling import tell_webhooks

    tell_webhooks(released)
    messages.success(request, _("Signed. The release is public and does not change any more."))
    return redirect("release", number=released.number)


@require_safe
@gate(Action.SEE_PUBLIC)
def releases_page(request: HttpRequest) -> HttpResponse:
    """Every signed release."""
    return render(
        request, "agreement/releases.html", {"releases": Release.objects.select_related("revision")}
    )


@require_safe
@gate(Action.SEE_PUBLIC)
def release_page(request: HttpRequest, number: int) -> HttpResponse:
    """A signed release with its dissent, its digest and the communiqué drafted from it."""
    found = get_object_or_404(Release, number=number)
    intact = digest_of(found.body) == found.digest
    return render(
        request,
        "agreement/release.html",
        {"release": found, "body": found.body, "intact": intact, "communique": communique(found.body)},
    )


@require_safe
@gate(Action.SEE_PUBLIC)
def release_json(request: HttpRequest, number: int) -> HttpResponse:
    """The release for machines, as it was signed."""
    found = get_object_or_404(Release, number=number)
    told = {**found.body, "digest": found.digest}
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False, "sort_keys": True})


def _party(request: HttpRequest) -> str:
    seat = seat_of(request)
    return seat.party if seat else ""


def _ask_for_words(request: HttpRequest, proposal: Proposal, revision: int) -> None:
    """Tell the delegates of the other parties that a revision waits for their word."""
    committee = CommitteeRule.now()
    others = set(committee.parties) - {proposal.party} if committee else set()
    mark = f"proposal:{proposal.pk}:{revision}"
    happened_here(request, NoticeKind.WORD_WANTED, "proposal", proposal.pk, mark, proposal.title, others)


def _proposed(request: HttpRequest, kind: str, title: str, body: dict[str, Any]) -> Proposal:
    seat = own_seat(request)
    with transaction.atomic():
        made = Proposal(at=now(), kind=kind, title=title, party=seat.party, seat=seat)
        made.save()
        Revision(at=now(), proposal=made, number=1, body=body, digest=digest_of(body), seat=seat).save()
        audited(request, "propose", made.pk)
        _ask_for_words(request, made, 1)
    return made
