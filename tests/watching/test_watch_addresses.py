"""Only public addresses are asked, after DNS and at each redirect; the checked one is connected to."""

import doctest
import ipaddress
import ssl
import threading
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st

import concord.watching.addresses
from concord.watching import AddressPolicy, Fetcher, Limits, NotPublic
from concord.watching.addresses import is_public
from concord.watching.errors import BadAddress, NoAnswer

PRIVATE = [
    "127.0.0.1", "127.8.9.1", "10.0.0.1", "172.16.0.1", "172.31.255.254", "192.168.1.1", "169.254.169.254",
    "0.0.0.0", "0.1.2.3", "100.64.0.1", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.7",
    "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255",
    "::", "::1", "fe80::1", "fc00::1", "fd12:3456::1", "ff02::1", "fec0::1", "2001:db8::1", "100::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "::10.0.0.1",
    "2002:7f00:0001::1", "2002:0a00:0001::1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::a00:1",
    "fe80::1%eth0", "localhost", "", "0x7f.1", "2130706433", "127.1",
]  # fmt: skip
PUBLIC = [
    "93.184.215.14",
    "8.8.8.8",
    "1.1.1.1",
    "2606:2800:220:1:248:1893:25c8:1946",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_no_address_within_a_machine_or_network_is_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are(address):
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_an_address_mapped_into_ipv6_counts_as_itself(address):
    assert is_public(f"::ffff:{address}") == is_public(str(address)) == is_public(f"64:ff9b::{address}")


@given(st.ip_addresses())
def test_nothing_is_public_that_the_standard_library_holds_for_local(address):
    if address.is_private or address.is_loopback or address.is_link_local or address.is_multicast:
        inner = getattr(address, "ipv4_mapped", None)
        assert inner is not None or not is_public(str(address))


def test_the_examples_hold():
    assert doctest.testmod(concord.watching.addresses).failed == 0


@pytest.mark.parametrize("address", [a for a in PRIVATE if ":" in a or a.count(".") == 3])
def test_a_name_that_leads_inside_is_refused_before_any_connection(address, fetcher, names, site):
    names["trap.example"] = [address]
    with pytest.raises(NotPublic, match=r"trap\.example leads to"):
        fetcher().get(site.url("/", host="trap.example").replace(f":{site.port}", ""))
    assert site.asked == []


def test_a_name_with_one_address_inside_is_refused_whole(fetcher, names, site):
    names["mixed.example"] = ["93.184.215.14", "10.0.0.1"]
    with pytest.raises(NotPublic, match=r"10\.0\.0\.1"):
        fetcher().get("http://mixed.example/")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://10.0.0.1/",
        "http://[::ffff:127.0.0.1]/",
        "https://169.254.169.254/",
    ],
)
def test_an_address_written_out_is_checked_too(url, fetcher):
    with pytest.raises(NotPublic):
        fetcher().get(url)


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "127.1", "localhost"])
def test_spellings_of_loopback_go_through_the_resolver_and_are_refused(host, clock):
    """As the system reads them; the answer is what counts, not the spelling."""
    from concord.watching import system_resolver

    fetcher = Fetcher("t", resolve=system_resolver, clock=clock, ticks=time.monotonic)
    with pytest.raises((NotPublic, NoAnswer)):
        fetcher.get(f"http://{host}/")
    fetcher.close()


@pytest.mark.parametrize(
    "url",
    [
        "ftp://site.example/",
        "file:///etc/passwd",
        "gopher://site.example/",
        "//site.example/",
        "",
        "http://",
        "data:,x",
        "http://user:secret@site.example/",
        "http://site.example:99999/",
    ],
)
def test_other_kinds_of_addresses_are_refused(url, fetcher):
    with pytest.raises(BadAddress) as refused:
        fetcher().get(url)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    ("onward", "error"),
    [
        ("http://127.0.0.1:1/", NotPublic),
        ("http://169.254.169.254/latest/meta-data/", NotPublic),
        ("http://inside.example/", NotPublic),
        ("http://[::ffff:10.0.0.1]/", NotPublic),
        ("file:///etc/passwd", BadAddress),
        ("gopher://site.example/", BadAddress),
    ],
)
def test_a_redirect_inside_is_refused_at_its_hop(onward, error, fetcher, site, names):
    names["inside.example"] = ["192.168.1.10"]
    site.pages["/go"] = (302, {"Location": onward}, b"")
    with pytest.raises(error):
        fetcher().get(site.url("/go"))
    assert site.paths() == ["/go"]


def test_another_port_of_the_allowed_address_is_refused(fetcher, site):
    with pytest.raises(NotPublic):
        fetcher().get(f"http://site.example:{site.port + 1}/")


def test_the_address_that_was_checked_is_the_one_connected_to(fetcher, site, names):
    """A name that answers otherwise a moment later (DNS rebinding) is resolved once for each connection."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    asked = []
    names["site.example"] = lambda: asked.append(1) or next(answers)
    site.html("/", "Some words.")
    answer = fetcher().get(site.url("/"))
    assert len(asked) == 1
    assert answer.last.address == "127.0.0.1"
    assert site.asked[0][1]["Host"] == f"site.example:{site.port}"


def test_every_hop_is_resolved_anew(fetcher, site, names):
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    names["site.example"] = lambda: next(answers)
    site.pages["/go"] = (302, {"Location": "/there"}, b"")
    site.html("/there", "Some words.")
    with pytest.raises(NotPublic, match=r"10\.0\.0\.1"):
        fetcher().get(site.url("/go"))
    assert site.paths() == ["/go"]


def test_the_next_address_is_tried_where_one_does_not_answer(fetcher, site, names, clock, resolve):
    names["site.example"] = ["127.0.0.2", "127.0.0.1"]
    site.html("/", "Some words.")
    policy = AddressPolicy(frozenset({("127.0.0.1", site.port), ("127.0.0.2", site.port)}))
    made = Fetcher(
        "t", resolve=resolve, clock=clock, ticks=time.monotonic, policy=policy, limits=Limits(seconds=5)
    )
    assert made.get(site.url("/")).last.address == "127.0.0.1"
    made.close()


def test_the_proxy_of_the_environment_is_not_used(fetcher, site, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    site.html("/", "Some words.")
    assert fetcher().get(site.url("/")).last.status == 200


@pytest.fixture
def secure(tmp_path):
    """A server that speaks TLS under the name site.example, and the context that trusts it."""
    x509 = pytest.importorskip("cryptography.x509", reason="needs the extra sign to make a certificate")
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "site.example")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("site.example")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path / "site.pem"
    pem.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    shown = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"secret words")

        def log_message(self, *args):
            pass

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    context.sni_callback = lambda sock, host, ctx: shown.append(host)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *args: None
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    trusting = ssl.create_default_context(cafile=str(pem))
    yield server.server_port, trusting, shown
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_certificate_is_that_of_the_name_not_of_the_address(secure, clock, resolve, names):
    port, trusting, shown = secure
    names["other.example"] = ["127.0.0.1"]
    policy = AddressPolicy(frozenset({("127.0.0.1", port)}))
    made = Fetcher(
        "t", resolve=resolve, clock=clock, ticks=time.monotonic, policy=policy, ssl_context=trusting
    )
    assert made.get(f"https://site.example:{port}/").content == b"secret words"
    assert shown == ["site.example"]
    with pytest.raises(NoAnswer, match="certificate"):
        made.get(f"https://other.example:{port}/")
    made.close()


def test_the_tables_of_this_test_are_addresses():
    assert all(ipaddress.ip_address(a) for a in PUBLIC)
