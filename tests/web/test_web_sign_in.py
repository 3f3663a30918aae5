"""Sign-in with a second factor, from setting it up to a lost telephone, in our own words and languages."""

import re
from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from concord.web.models import Seat

PASSWORD = "a password of the tests"
CLOSED = ("email/", "confirm-email/", "password/reset/", "password/set/", "login/code/confirm/")
Visit = Callable[[str], Client]


def code_for(secret: str) -> str:
    """The code that an app shows now (RFC 6238)."""
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def signed_in(client: Client, password: str = PASSWORD) -> str:
    """Where the sign-in of UNHCR's delegate leads."""
    answer = client.post("/seat/login/", {"login": "unhcr", "password": password}, follow=True)
    return str(answer.request["PATH_INFO"])


def with_app(client: Client) -> str:
    """Set up the app in the seat that the client sits in; its secret."""
    page = client.get("/seat/2fa/totp/activate/", follow=True)
    if "reauthenticate" in page.request["PATH_INFO"]:
        page = client.post(
            page.request["PATH_INFO"], {"password": PASSWORD, "next": "/seat/2fa/totp/activate/"}, follow=True
        )
    found = re.search(r'<code dir="ltr">([A-Z2-7]+)</code>', page.content.decode())
    assert found
    done = client.post("/seat/2fa/totp/activate/", {"code": code_for(found[1])}, follow=True)
    assert done.request["PATH_INFO"] == "/seat/2fa/recovery-codes/"
    return found[1]


def test_the_password_alone_opens_nothing_once_the_app_is_in_use(seats: dict[str, Seat]) -> None:
    client = Client()
    signed_in(client)
    with_app(client)
    client.post("/seat/logout/")
    assert signed_in(client) == "/seat/2fa/authenticate/"
    assert client.get("/own/").status_code == 302
    wrong = client.post("/seat/2fa/authenticate/", {"code": "000000"})
    assert "Incorrect code." in wrong.content.decode()
    assert client.get("/own/").status_code == 302


def test_a_recovery_code_opens_the_seat_once(seats: dict[str, Seat]) -> None:
    client = Client()
    signed_in(client)
    with_app(client)
    codes = re.findall(
        r"<code>(\w+)</code>", client.get("/seat/2fa/recovery-codes/", follow=True).content.decode()
    )
    assert len(codes) == 10
    client.post("/seat/logout/")
    signed_in(client)
    client.post("/seat/2fa/authenticate/", {"code": codes[0]})
    assert client.get("/own/").status_code == 200
    client.post("/seat/logout/")
    signed_in(client)
    client.post("/seat/2fa/authenticate/", {"code": codes[0]})
    assert client.get("/own/").status_code == 302


def test_a_password_is_changed_only_by_who_knows_it_and_to_one_worth_having(seats: dict[str, Seat]) -> None:
    client = Client()
    signed_in(client)
    fresh = "another password of the tests"
    refusals = (
        ("wrong", fresh, fresh, "Please type your current password."),
        (PASSWORD, fresh, fresh + "!", "You must type the same password each time."),
        (PASSWORD, "123456789012", "123456789012", "This password is"),
    )
    for old, new, again, words in refusals:
        page = client.post(
            "/seat/password/change/", {"oldpassword": old, "password1": new, "password2": again}
        )
        assert words in page.content.decode()
    client.post("/seat/password/change/", {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh})
    client.post("/seat/logout/")
    assert signed_in(client) == "/seat/login/"
    assert signed_in(client, fresh) == "/"


@pytest.mark.parametrize("where", CLOSED)
@pytest.mark.parametrize("persona", ["stranger", "unhcr"])
def test_pages_of_the_library_that_are_none_of_ours_are_not_there(
    where: str, persona: str, visit: Visit
) -> None:
    assert visit(persona).get(f"/seat/{where}").status_code == 404


@pytest.mark.parametrize("language", ["ur", "fa-af", "ps"])
def test_the_pages_of_sign_in_speak_the_language_of_the_reader(language: str, visit: Visit) -> None:
    client = visit("unhcr")
    for where in ("/seat/2fa/", "/seat/password/change/"):
        page = client.get(f"{where}?language={language}", follow=True).content.decode()
        assert f'lang="{language}"' in page
        assert "Second factor" not in page
        assert "Change the password" not in page


def test_nobody_opens_a_seat_for_themselves(visit: Visit) -> None:
    page = visit("stranger").get("/seat/signup/")
    assert "Seats are given" in page.content.decode()
